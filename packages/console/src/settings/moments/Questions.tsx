import type { Question as Asked, QuestionKind } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { useCommands } from '../../command/commands.ts'
import { Menu } from '../../ui/Menu.tsx'
import { toast } from '../../ui/States.tsx'
import { useEditor } from './editor.ts'
import * as css from './Card.css.ts'
import { free, KINDS, newQuestion } from './make.ts'
import { gapAt, placesBy } from './order.ts'
import { moved } from './path.ts'
import { Question } from './Question.tsx'
import { useStarters } from './starters.ts'
import { nameOf } from './When.tsx'
import { m } from './words.ts'

/** A moment has so many questions at most. */
const QUESTIONS_MAX = 30

/** What can be done with the cards in `list`; whoever did it finds the focus where it belongs. */
function useCards(list: RefObject<HTMLOListElement | null>) {
  const words = m()
  const context = useEditor()
  const { editing } = context
  const { questions } = editing.now
  const set = (next: Asked[]) => editing.change((moment) => ({ ...moment, questions: next }))
  /** @param inside what of the card gets the focus; its head by default, or where there is none such */
  const focusAt = (to: number, inside = '[data-head]') =>
    requestAnimationFrame(() => {
      const card = list.current?.children[to]
      const target = card?.querySelector<HTMLElement>(inside) ?? card?.querySelector<HTMLElement>('[data-head]')
      target?.focus()
      card?.scrollIntoView({ block: 'nearest' })
    })
  const insert = (at: number, question: Asked) => {
    set([...questions.slice(0, at), question, ...questions.slice(at)])
    editing.open.value = at
    editing.said.value = words.added(words.kinds[question.kind])
    focusAt(at, `[data-path="questions.${at}.label"]`)
  }
  return {
    insert,
    add: (question: Asked) => insert(questions.length, question),
    move: (from: number, to: number) => {
      if (to < 0 || to >= questions.length || to === from) return
      const focused = document.activeElement?.getAttribute('data-path')
      set(moved(questions, from, to))
      const { open } = editing
      if (open.value !== undefined) open.value = moved([...questions.keys()], from, to).indexOf(open.value)
      editing.said.value = words.movedTo(nameOf(questions[from]!, context), to + 1, questions.length)
      const field = focused?.startsWith(`questions.${from}.`) && focused.replace(`.${from}.`, `.${to}.`)
      focusAt(to, field ? `[data-path="${field}"]` : undefined)
    },
    remove: (at: number) => {
      const gone = questions[at]!
      set(questions.filter((_, i) => i !== at))
      editing.open.value = undefined
      toast(words.removedItem(nameOf(gone, context)), () =>
        editing.change((moment) => ({ ...moment, questions: moment.questions.toSpliced(at, 0, gone) })),
      )
      focusAt(Math.max(0, at - 1))
    },
  }
}

/** What is asked, in its order. */
export function Questions() {
  const { editing, readOnly } = useEditor()
  const { questions } = editing.now
  const list = useRef<HTMLOListElement>(null)
  const { insert, move, remove, add } = useCards(list)
  const dragged = useSignal<number | undefined>(undefined)
  /** The gap that what is dragged would be put into. */
  const gap = useSignal<number | undefined>(undefined)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    const [from, to] = [dragged.value, gap.value]
    dragged.value = gap.value = undefined
    if (from !== undefined && to !== undefined) move(from, to > from ? to - 1 : to)
  }
  return (
    <>
      <ol
        class={css.cards}
        ref={list}
        onDragOver={(event) => {
          if (dragged.value === undefined) return
          event.preventDefault()
          gap.value = gapAt(list.current!, event.clientY)
        }}
        onDrop={drop}
      >
        {questions.map((question, at) => (
          <li
            key={at}
            class={css.card}
            data-gap={gap.value === at ? 'before' : gap.value === at + 1 ? 'after' : undefined}
            data-dragged={dragged.value === at || undefined}
            onKeyDown={(event) => {
              const by = placesBy(event)
              if (by === undefined || readOnly) return
              event.preventDefault()
              move(at, at + by)
            }}
          >
            <Question
              at={at}
              question={question}
              open={editing.open.value === at}
              onToggle={() => (editing.open.value = editing.open.value === at ? undefined : at)}
              onMove={(to) => move(at, to)}
              onRemove={() => remove(at)}
              onDuplicate={() => insert(at + 1, { ...question, id: free(question.id, editing.asked()) })}
              onDragStart={(event) => {
                event.dataTransfer?.setData('text/plain', question.id)
                if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
                dragged.value = at
              }}
              onDragEnd={() => (dragged.value = gap.value = undefined)}
            />
          </li>
        ))}
      </ol>
      {!readOnly && <Add onAdd={add} />}
    </>
  )
}

/** One more question of any kind, at the end. */
function Add({ onAdd }: { onAdd: (question: Asked) => unknown }) {
  const words = m()
  const { editing } = useEditor()
  const { labels } = useStarters()
  const isFull = editing.now.questions.length >= QUESTIONS_MAX
  const add = (kind: QuestionKind) => onAdd(newQuestion(kind, editing.asked(), { labels }))
  useCommands(
    isFull
      ? []
      : KINDS.map((kind) => ({
          id: `moment-add-${kind}`,
          label: `${words.addQuestion}: ${words.kinds[kind]}`,
          run: () => add(kind),
        })),
  )
  return (
    <span>
      <Menu
        icon="capture"
        disabled={isFull}
        items={KINDS.map((kind) => ({ label: words.kinds[kind], run: () => add(kind) }))}
      >
        {words.addQuestion}
      </Menu>
    </span>
  )
}
