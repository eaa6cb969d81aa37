import type { Question as Asked } from '@earshot/sdk/contract'
import { Button } from '../../ui/Button.tsx'
import { Check, Input, Select } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Marks.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { faultAt, missingAt, useEditor, warningAt } from './editor.ts'
import * as css from './Card.css.ts'
import { Kind } from './Kind.tsx'
import { nameOf, When, whenText } from './When.tsx'
import { faultText, Warning, Words } from './Words.tsx'
import { m } from './words.ts'

/** Views that a dialog may have. */
const VIEWS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export interface QuestionProps {
  at: number
  question: Asked
  open: boolean
  onToggle: () => unknown
  onMove: (to: number) => unknown
  onRemove: () => unknown
  onDuplicate: () => unknown
  onDragStart: (event: DragEvent) => unknown
  onDragEnd: () => unknown
}

/** One question: what it is in short, and when it is open everything about it. */
export function Question(props: QuestionProps) {
  const { at, question, open, onToggle } = props
  const words = m()
  const context = useEditor()
  const path = `questions.${at}`
  const name = nameOf(question, context)
  return (
    <>
      <div class={css.cardHead}>
        {!context.readOnly && (
          <span
            class={css.grip}
            draggable
            title={words.drag}
            aria-hidden="true"
            onDragStart={props.onDragStart}
            onDragEnd={props.onDragEnd}
          >
            <Icon name="grip" />
          </span>
        )}
        <button
          type="button"
          class={css.summary}
          aria-expanded={open}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          data-head=""
          onClick={onToggle}
        >
          <span class={css.number}>{at + 1}</span>
          <span class={css.summaryWords}>
            <span class={css.asks} dir="auto" lang={context.editing.language.value}>
              {name}
            </span>
            <Short question={question} path={path} />
          </span>
        </button>
        {!context.readOnly && <Tools {...props} name={name} />}
      </div>
      {open && <Open path={path} question={question} at={at} />}
    </>
  )
}

/** What a question is, in a line. */
function Short({ question, path }: { question: Asked; path: string }) {
  const words = m()
  const context = useEditor()
  const { editing } = context
  const fault = faultAt(editing, path)
  const missing = missingAt(editing, `${path}.label`)
  const view = question.view ?? 1
  return (
    <span class={css.short}>
      <Tag>{words.kinds[question.kind]}</Tag>
      {question.required && <span>{words.requiredTag}</span>}
      {view > 1 && <span>{words.viewTag(view)}</span>}
      {question.when && <span dir="auto">{whenText(question.when, context)}</span>}
      {fault ? (
        <span class={css.markBad}>
          <Icon name="warn" size={13} /> {words.toMend}
        </span>
      ) : (
        (missing.length > 0 || warningAt(editing, path)) && (
          <span class={css.markLook}>
            <Icon name="warn" size={13} /> {words.toLook}
          </span>
        )
      )}
    </span>
  )
}

function Tools({ at, name, onMove, onRemove, onDuplicate }: QuestionProps & { name: string }) {
  const words = m()
  const { editing } = useEditor()
  const last = editing.now.questions.length - 1
  return (
    <span class={css.tools}>
      <span class={css.wideOnly}>
        <Button kind="quiet" icon="up" aria-label={words.moveUp} disabled={at === 0} onClick={() => onMove(at - 1)} />
        <Button
          kind="quiet"
          icon="lower"
          aria-label={words.moveDown}
          disabled={at === last}
          onClick={() => onMove(at + 1)}
        />
      </span>
      <Menu
        kind="quiet"
        icon="more"
        aria-label={words.moreQuestion(name)}
        items={[
          { label: words.moveUp, disabled: at === 0, run: () => onMove(at - 1) },
          { label: words.moveDown, disabled: at === last, run: () => onMove(at + 1) },
          { label: words.duplicate, run: onDuplicate },
          'rule',
          { label: words.removeQuestion, disabled: last === 0, run: onRemove },
        ]}
      />
    </span>
  )
}

/** Everything about a question. */
function Open({ path, question, at }: { path: string; question: Asked; at: number }) {
  const words = m()
  const { editing, readOnly } = useEditor()
  const { questions } = editing.now
  const wasAsked = editing.base.value.questions.some(({ id }) => id === question.id)
  return (
    <div class={css.cardBody}>
      <Warning path={path} />
      <Words path={`${path}.label`} label={words.label} />
      <Words path={`${path}.hint`} label={words.hint} optional />
      <Kind path={path} question={question} />
      <When path={`${path}.when`} earlier={questions.slice(0, at)} asks />
      <Check
        label={words.required}
        disabled={readOnly}
        checked={question.required ?? false}
        onChange={(event) => editing.put(`${path}.required`, event.currentTarget.checked || undefined)}
      />
      <div class={css.two}>
        <Select
          label={words.view}
          disabled={readOnly}
          value={String(question.view ?? 1)}
          onChange={(event) => {
            const view = Number(event.currentTarget.value)
            editing.put(`${path}.view`, view === 1 ? undefined : view)
          }}
          options={VIEWS.map((view) => [String(view), String(view)] as const)}
        />
        <div>
          <Input
            label={words.id}
            hint={wasAsked ? words.idKept : words.idHint}
            error={faultText(editing, `${path}.id`) ?? faultText(editing, `${path}.kind`)}
            data-path={`${path}.id`}
            spellcheck={false}
            readOnly={readOnly}
            value={question.id}
            onInput={(event) => editing.put(`${path}.id`, event.currentTarget.value.trim(), `${path}.id`)}
          />
          <Warning path={`${path}.id`} />
        </div>
      </div>
    </div>
  )
}
