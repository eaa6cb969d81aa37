import type { Improvement } from '@earshot/sdk/contract'
import { useCategoryName, useCauses } from '../team/team.ts'
import { textOf } from '../words/format.ts'

/** Names what an improvement is against. */
export function useAims(): (of: Pick<Improvement, 'cause' | 'category' | 'product'>) => string[] {
  const causes = useCauses()
  const categoryName = useCategoryName()
  return ({ cause, category, product }) => [
    ...(cause ? [textOf(causes.find(({ id }) => id === cause)?.label) || cause] : []),
    ...(category ? [categoryName(category) ?? category] : []),
    ...(product ? [product] : []),
  ]
}
