import type { Moment, MomentDifference, MomentInput } from '@earshot/sdk/contract'
import { textOf } from '../../words/format.ts'
import * as card from './Card.css.ts'
import * as css from './Editor.css.ts'
import { m } from './words.ts'

/** In what two versions differ, in words. @param moments where the words of the questions are looked up */
export function Differences({
  all,
  moments,
}: {
  all: readonly MomentDifference[]
  moments: readonly (Moment | MomentInput)[]
}) {
  const words = m().differences
  if (all.length === 0) return <p class={card.quiet}>{words.none}</p>
  const nameOf = (id: string) => {
    const found = moments.flatMap(({ questions }) => questions).find((one) => one.id === id)
    return textOf(found?.label) || id
  }
  return (
    <ul class={css.differences}>
      {all.map((one, i) => (
        <li key={i} dir="auto">
          {one.of === 'question' ? words.of(nameOf(one.question!), howText(one)) : words[one.of]}
        </li>
      ))}
    </ul>
  )
}

function howText({ how, fields }: MomentDifference): string {
  const words = m().differences
  if (how !== 'changed') return words.question[how]
  return fields.map((field) => (words.fields as Readonly<Record<string, string>>)[field] ?? field).join(', ')
}
