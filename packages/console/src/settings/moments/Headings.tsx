import type { Heading } from '@earshot/sdk/contract'
import { useRef } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Field.tsx'
import { toast } from '../../ui/States.tsx'
import { useEditor } from './editor.ts'
import * as css from './Card.css.ts'
import { newHeading } from './make.ts'
import { placesBy } from './order.ts'
import { moved } from './path.ts'
import { Warning, Words, wordsOf } from './Words.tsx'
import { When } from './When.tsx'
import { m } from './words.ts'

const VIEWS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Headlines of the dialog's pages, or what is said afterwards: of each list the first that holds. */
export function Headings({ name }: { name: 'headings' | 'after' }) {
  const words = m()
  const context = useEditor()
  const { editing, readOnly } = context
  const list = useRef<HTMLOListElement>(null)
  const all = editing.now[name]
  const isAfter = name === 'after'
  const call = isAfter ? words.ending : words.heading
  const set = (next: Heading[]) => editing.change((moment) => ({ ...moment, [name]: next }))
  const focus = (at: number) =>
    requestAnimationFrame(() => list.current?.children[at]?.querySelector<HTMLElement>('input')?.focus())
  const move = (from: number, to: number) => {
    if (to < 0 || to >= all.length) return
    set(moved(all, from, to))
    editing.said.value = words.movedTo(wordsOf(all[from]!.title, context), to + 1, all.length)
    focus(to)
  }
  return (
    <section class={css.part} aria-labelledby={`moment-${name}`}>
      <div>
        <h3 class={css.partTitle} id={`moment-${name}`}>
          {isAfter ? words.after : words.headings}
        </h3>
        <p class={css.quiet}>{isAfter ? words.afterHint : words.headingsHint}</p>
      </div>
      <ol class={css.cards} ref={list}>
        {all.map((heading, i) => (
          <li
            key={i}
            class={css.card}
            onKeyDown={(event) => {
              const by = placesBy(event)
              if (by === undefined || readOnly) return
              event.preventDefault()
              move(i, i + by)
            }}
          >
            <div class={css.cardHead}>
              <h4 class={css.cardTitle}>{call(i + 1)}</h4>
              {!readOnly && (
                <span class={css.tools}>
                  <Button
                    kind="quiet"
                    icon="up"
                    aria-label={`${words.moveUp}: ${call(i + 1)}`}
                    disabled={i === 0}
                    onClick={() => move(i, i - 1)}
                  />
                  <Button
                    kind="quiet"
                    icon="lower"
                    aria-label={`${words.moveDown}: ${call(i + 1)}`}
                    disabled={i === all.length - 1}
                    onClick={() => move(i, i + 1)}
                  />
                  <Button
                    kind="quiet"
                    icon="trash"
                    aria-label={`${words.removeQuestion}: ${call(i + 1)}`}
                    disabled={isAfter && all.length === 1}
                    onClick={() => {
                      set(all.filter((_, at) => at !== i))
                      toast(words.removedItem(wordsOf(heading.title, context) || call(i + 1)), () =>
                        editing.change((moment) => ({ ...moment, [name]: moment[name].toSpliced(i, 0, heading) })),
                      )
                    }}
                  />
                </span>
              )}
            </div>
            <div class={css.cardBody}>
              <Warning path={`${name}.${i}`} />
              <Warning path={`${name}.${i}.when`} />
              <Warning path={`${name}.${i}.view`} />
              <Words path={`${name}.${i}.title`} label={words.headingTitle} />
              <Words path={`${name}.${i}.note`} label={words.headingNote} optional />
              <When path={`${name}.${i}.when`} earlier={editing.now.questions} asks={false} />
              {!isAfter && (
                <Select
                  label={words.view}
                  disabled={readOnly}
                  value={String(heading.view ?? 1)}
                  onChange={(event) => editing.put(`${name}.${i}.view`, Number(event.currentTarget.value))}
                  options={VIEWS.map((view) => [String(view), String(view)] as const)}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
      {!readOnly && all.length < 30 && (
        <span>
          <Button
            icon="capture"
            onClick={() => {
              // The last ending is for everybody: one more comes before it.
              const at = isAfter ? all.length - 1 : all.length
              set([...all.slice(0, at), newHeading(), ...all.slice(at)])
              focus(at)
            }}
          >
            {isAfter ? words.addAfter : words.addHeading}
          </Button>
        </span>
      )}
    </section>
  )
}
