import type { Cluster } from '@earshot/sdk/contract'
import { useCategories } from '../team/team.ts'
import { textOf } from '../words/format.ts'

/** What a cluster is about, in the reader's language where it is a category. */
export function useClusterLabel(): (cluster: Pick<Cluster, 'kind' | 'label'>) => string {
  const categories = useCategories()
  return ({ kind, label }) => {
    if (kind !== 'category') return label
    const one = categories.find((category) => category.id === label || Object.values(category.label).includes(label))
    return textOf(one?.label) || label
  }
}
