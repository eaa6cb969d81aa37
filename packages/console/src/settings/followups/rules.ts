import type { FollowupRules } from '@earshot/sdk/contract'
import { api } from '../../api/client.ts'
import { queries } from '../../api/query.ts'
import { useEdit, type Edit } from '../edit.ts'

/** Some of the rules, saved together. */
export function useRules<K extends keyof FollowupRules>(stored: Pick<FollowupRules, K>): Edit<Pick<FollowupRules, K>> {
  return useEdit<Pick<FollowupRules, K>>(stored, async (what) => {
    queries.setQueryData(['followups', 'rules'], await api.followups.changeRules(what))
  })
}
