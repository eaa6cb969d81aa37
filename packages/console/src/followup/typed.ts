import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { keep, recallText } from '../draft/draft.ts'

/** What is typed and chosen at a visit. */
const PARTS = ['answer', 'words', 'score', 'at', 'again', 'skip'] as const
type Part = (typeof PARTS)[number]

const nameOf = (visit: string, part: Part) => `followup/${visit}/${part}`

/**
 * Something typed at a visit. It stays until it is sent, also where the page is loaded anew.
 *
 * @param first what stands there at first for what was kept
 */
export function useTyped(
  visit: string,
  part: Part,
  first: (kept: string) => string = (kept) => kept,
): [typed: string, type: (text: string) => void] {
  const name = nameOf(visit, part)
  const [typed] = useState(() => signal(first(recallText(name))))
  return [
    typed.value,
    (text) => {
      typed.value = text
      keep(name, text)
    },
  ]
}

/** It was sent. */
export function forget(visit: string, parts: readonly Part[] = PARTS): void {
  for (const part of parts) keep(nameOf(visit, part), undefined)
}
