import type { Policy } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { shared, type Shared } from '../api/query.ts'
import { textOf } from '../words/format.ts'

/** A list that many screens name things by; empty until it is here. */
function named<T>(key: string, ask: () => Promise<readonly T[]>): Shared<readonly T[]> {
  const found = shared({ queryKey: [key], queryFn: ask })
  return Object.assign(() => found() ?? [], { awaited: found.awaited })
}

export const useStaff = named('staff', () => api.staff.list())
export const useDepartments = named('departments', () => api.departments.list())
export const useCategories = named('categories', () => api.categories.list())
export const useCauses = named('causes', () => api.causes.list())
/** Every moment that the shop asks at. */
export const useMoments = named('moments', () => api.moments.list())
export const usePolicy: Shared<Policy | undefined> = shared({
  queryKey: ['policies'],
  queryFn: () => api.policies.get(),
})

/** Names a member by id; undefined while it is not known. */
export function useStaffName(): (id: string | null | undefined) => string | undefined {
  const staff = useStaff()
  return (id) => staff.find((member) => member.id === id)?.name
}

export function useDepartmentName(): (id: string | null | undefined) => string | undefined {
  const departments = useDepartments()
  return (id) => departments.find((one) => one.id === id)?.name
}

/** Names a category by id, with those above it: `Delivery · Late`. */
export function useCategoryName(): (id: string | null | undefined) => string | undefined {
  const categories = useCategories()
  const name = (id: string | null | undefined): string | undefined => {
    const one = categories.find((category) => category.id === id)
    if (!one) return undefined
    const above = one.parent === null ? undefined : name(one.parent)
    return above ? `${above} · ${textOf(one.label)}` : textOf(one.label)
  }
  return name
}

/** Names a moment by id. */
export function useMomentName(): (id: string) => string {
  const moments = useMoments()
  return (id) => textOf(moments.find((one) => one.id === id)?.title) || id
}
