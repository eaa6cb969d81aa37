import type { Question as Asked, QuestionKind } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Menu } from '../../ui/Menu.tsx'
import { toast } from '../../ui/States.tsx'
import { useEditor } from './editor.ts'
import * as css from './Editor.css.ts'
import { free, KINDS, newQuestion } from './make.ts'
import { moved } from './path.ts'
import { Question } from './Question.tsx'
import { useStarters } from './starters.ts'
import { nameOf } from './When.tsx'
import { m } from './words.ts'

/** A moment has so many questions at most. */
const QUESTIONS_MAX = 30

/** What is asked, in its order. */
export function Questions() {
  const words = m()
  const context = useEditor()
  const { editing, readOnly } = context
  const { questions } = editing.now
  const { labels } = useStarters()
  const list = useRef<HTMLOListElement>(null)
  const dragged = useSignal<number | undefined>(undefined)
  /** The gap that what is dragged would be put into. */
  const gap = useSignal<number | undefined>(undefined)
  const set = (next: Asked[]) => editing.change((moment) => ({ ...moment, questions: next }))
  /** Focuses in one card what has the focus in another, or its head. */
  const focusAt = (to: number, inside?: string) =>
    requestAnimationFrame(() => {
      const card = list.current?.children[to]
      const target = card?.querySelector<HTMLElement>(inside ?? '[data-head]') ?? card?.querySelector('[data-head]')
      ;(target as HTMLElement | null)?.focus()
      card?.scrollIntoView({ block: 'nearest' })
    })
  const move = (from: number, to: number) => {
    if (to < 0 || to >= questions.length || to === from) return
    const focused = document.activeElement?.getAttribute('data-path')
    set(moved(questions, from, to))
    const { open } = editing
    if (open.value !== undefined) open.value = moved([...questions.keys()], from, to).indexOf(open.value)
    editing.said.value = words.movedTo(nameOf(questions[from]!, context), to + 1, questions.length)
    const field = focused?.startsWith(`questions.${from}.`) && focused.replace(`.${from}.`, `.${to}.`)
    focusAt(to, field ? `[data-path="${field}"]` : undefined)
  }
  const insert = (at: number, question: Asked) => {
    set([...questions.slice(0, at), question, ...questions.slice(at)])
    editing.open.value = at
    editing.said.value = words.added(words.kinds[question.kind])
    focusAt(at, `[data-path="questions.${at}.label"]`)
  }
  const remove = (at: number) => {
    const name = nameOf(questions[at]!, context)
    set(questions.filter((_, i) => i !== at))
    editing.open.value = undefined
    toast(words.removedItem(name), editing.undo)
    focusAt(Math.max(0, at - 1))
  }
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
              const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
              // In a list of choices the keys open it.
              if (!event.altKey || by === undefined || readOnly || (event.target as Element).matches('select')) return
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
      {!readOnly && (
        <span>
          <Menu
            icon="capture"
            disabled={questions.length >= QUESTIONS_MAX}
            items={KINDS.map((kind: QuestionKind) => ({
              label: words.kinds[kind],
              run: () => insert(questions.length, newQuestion(kind, editing.asked(), { labels })),
            }))}
          >
            {words.addQuestion}
          </Menu>
        </span>
      )}
    </>
  )
}

/** Before which card the pointer stands. */
function gapAt(list: HTMLElement, y: number): number {
  const at = [...list.children].findIndex((card) => {
    const { top, height } = card.getBoundingClientRect()
    return y < top + height / 2
  })
  return at === -1 ? list.children.length : at
}
