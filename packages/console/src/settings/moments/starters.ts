import type { Text } from '@earshot/sdk/contract'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { language } from '../../words/words.ts'
import { m } from './words.ts'

/** Words that something new begins with. */
export interface Starters {
  /** Of the five faces. */
  labels: readonly Text[]
  label: Text
  thanks: Text
}

/** The words of the moment that every shop has, in all its languages; until they are here, the reader's. */
export function useStarters(): Starters {
  const { data } = useQuery({ queryKey: ['moments', 'purchase'], queryFn: () => api.moments.get('purchase') })
  const faces = data?.moment.questions.find(({ kind }) => kind === 'satisfaction')
  const { starters } = m()
  const say = (words: string): Text => ({ [language.value]: words })
  return {
    labels: faces?.kind === 'satisfaction' ? faces.labels : starters.faces.map(say),
    label: faces?.label ?? say(starters.label),
    thanks: data?.moment.after.at(-1)?.title ?? say(starters.thanks),
  }
}
