import type { Category, Cause, Department, Member, MomentSummary, Policy } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { textOf } from '../words/format.ts'

/** What many screens name things by. It changes seldom, so it is asked once in ten minutes. */
const SELDOM = { staleTime: 600_000 }

export function useStaff(): readonly Member[] {
  return useQuery({ queryKey: ['staff'], queryFn: () => api.staff.list(), ...SELDOM }).data ?? []
}

export function useDepartments(): readonly Department[] {
  return useQuery({ queryKey: ['departments'], queryFn: () => api.departments.list(), ...SELDOM }).data ?? []
}

export function useCategories(): readonly Category[] {
  return useQuery({ queryKey: ['categories'], queryFn: () => api.categories.list(), ...SELDOM }).data ?? []
}

export function useCauses(): readonly Cause[] {
  return useQuery({ queryKey: ['causes'], queryFn: () => api.causes.list(), ...SELDOM }).data ?? []
}

export function usePolicy(): Policy | undefined {
  return useQuery({ queryKey: ['policies'], queryFn: () => api.policies.get(), ...SELDOM }).data
}

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

/** Every moment that the shop asks at. */
export function useMoments(): readonly MomentSummary[] {
  return useQuery({ queryKey: ['moments'], queryFn: () => api.moments.list(), ...SELDOM }).data ?? []
}

/** Names a moment by id. */
export function useMomentName(): (id: string) => string {
  const moments = useMoments()
  return (id) => textOf(moments.find((one) => one.id === id)?.title) || id
}
