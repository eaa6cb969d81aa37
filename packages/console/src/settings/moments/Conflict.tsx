import type { Moment } from '@earshot/sdk/contract'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Field.tsx'
import { When } from '../../ui/Marks.tsx'
import { toast } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import { differences, together } from './differ.ts'
import { Differences } from './Differences.tsx'
import type { Editing } from './editor.ts'
import * as css from './Editor.css.ts'
import { m } from './words.ts'

/** A version that somebody else saved meanwhile. */
export interface Theirs {
  moment: Moment
  at: string | null
  by: string | null
}

/** Says what somebody else saved while this was edited, and lets it be taken over or brought together. */
export function Conflict({ editing, theirs, onDone }: { editing: Editing; theirs: Theirs; onDone: () => unknown }) {
  const words = m().conflict
  const { moment, at, by } = theirs
  const base = editing.base.value
  return (
    <div class={css.conflict} role="alert">
      <p class={css.conflictTitle}>
        {words.title(by ?? words.somebody, number(moment.version))} {at && <When at={at} />}
      </p>
      <div>
        <p>{words.theirs}</p>
        <Differences all={differences(base, moment)} moments={[moment, base]} />
      </div>
      <Row>
        <Button
          kind="go"
          title={words.mergeHint}
          onClick={() => {
            editing.rebase(moment, together(base, moment, editing.now))
            toast(words.merged)
            onDone()
          }}
        >
          {words.merge}
        </Button>
        <Button
          onClick={() => {
            editing.rebase(moment)
            toast(words.taken, editing.undo)
            onDone()
          }}
        >
          {words.take}
        </Button>
        <span>{words.mergeHint}</span>
      </Row>
    </div>
  )
}
