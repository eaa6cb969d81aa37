import type { SearchHit } from '@earshot/sdk/contract'
import { When } from '../ui/Marks.tsx'
import * as css from './Palette.css.ts'

/** The words around what was looked for, with the words themselves marked. */
export function Found({ hit: { snippet, number, at } }: { hit: SearchHit }) {
  let from = 0
  const parts = snippet.matches.map(({ start, end }) => {
    const before = snippet.text.slice(from, start)
    from = end
    return (
      <>
        {before}
        <mark class={css.match}>{snippet.text.slice(start, end)}</mark>
      </>
    )
  })
  return (
    <>
      <span class={css.more} dir="auto">
        {number && `${number} · `}
        {parts}
        {snippet.text.slice(from)}
      </span>
      <span class={css.end}>
        <When at={at} />
      </span>
    </>
  )
}
