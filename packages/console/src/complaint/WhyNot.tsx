import type { Complaint, Hindrance } from '@earshot/sdk/contract'
import { may } from '../session/session.ts'
import { Button } from '../ui/Button.tsx'
import { copyOut } from '../ui/clipboard.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Area, Row } from '../ui/Field.tsx'
import { Hint } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { undoable, type ActName } from './acts.ts'
import * as css from './Composer.css.ts'
import { draftKey, useDraft } from './draft.ts'

/** What cannot be done now, and why. */
export function WhyNot({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const words = w()
  return (
    <Dialog light title={words.case.compose.whyNot} onClose={onClose}>
      <dl class={css.reasons}>
        {undoable(complaint, may('manager')).map(({ name, why }) => (
          <div key={name} class={css.reason}>
            <dt>{words.case.act[name]}</dt>
            <dd>{becauseOf(why)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

function becauseOf({ because, from, role }: Hindrance): string {
  const words = w()
  const t = words.case.compose.because
  if (because === 'stage') return t.stage(from.map((one) => words.common.stage[one]).join(', '))
  if (because === 'role' || because === 'level') return t[because](words.common.me.roles[role])
  return t[because]
}

/** Every word of a draft, whatever its fields are called. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) =>
      typeof one === 'string' && !['words', 'reason', 'said', 'terms', 'text', 'cause'].includes(name)
        ? []
        : wordsIn(one),
    )
  return typeof value === 'string' && value.trim() !== '' ? [value] : []
}

/** What was typed for something that cannot be done any more: not lost, to be copied or discarded. */
export function Stranded({ complaint, name, onClose }: { complaint: Complaint; name: ActName; onClose: () => void }) {
  const words = w()
  const t = words.case
  const draft = useDraft<object>(draftKey(complaint.number, name), {})
  const typed = wordsIn(draft.values.value).join('\n\n')
  const why = undoable(complaint, may('manager')).find((one) => one.name === name)?.why
  if (!typed) return null
  return (
    <div class={css.stranded}>
      <Hint>
        {t.act[name]}: {t.compose.stranded} {why && becauseOf(why)}
      </Hint>
      <Area label={t.compose.typed} readOnly value={typed} rows={2} />
      <Row>
        <Button onClick={() => void copyOut(typed)}>{words.common.act.copy}</Button>
        <Button
          kind="quiet"
          onClick={() => {
            draft.drop()
            onClose()
          }}
        >
          {t.compose.discard}
        </Button>
      </Row>
    </div>
  )
}
