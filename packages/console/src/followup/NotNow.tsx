import type { Followup } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { timeOf, wallOf } from '../complaint/zone.ts'
import { me } from '../session/session.ts'
import { Button } from '../ui/Button.tsx'
import { Form, Input, Row } from '../ui/Field.tsx'
import { Fault, fieldError, toast } from '../ui/States.tsx'
import { exact, now } from '../words/format.ts'
import { w } from '../words/words.ts'
import { proposedAgain } from './time.ts'
import { forget, useTyped } from './typed.ts'
import { visited } from './visited.ts'
import * as css from './Visit.css.ts'

/** Another time was agreed on, by the customer's clock: it is what they say it by. */
export function Later({ visit, onDone }: { visit: Followup; onDone: () => void }) {
  const words = w().followup
  const { timeZone } = visit
  const [wall, setWall] = useTyped(visit.id, 'at', (kept) =>
    // A time that has passed meanwhile is none to call at.
    (timeOf(kept, timeZone) ?? 0) > Date.now() ? kept : proposedAgain(Date.now(), timeZone),
  )
  const [why, setWhy] = useTyped(visit.id, 'again')
  const at = timeOf(wall, timeZone)
  const missed = useSignal(false)
  const plan = useAct(async (time: number) => {
    const planned = await api.followups.again(visit.id, {
      at: new Date(time).toISOString(),
      ...(why.trim() ? { words: why.trim() } : {}),
    })
    forget(visit.id, ['answer', 'at', 'again'])
    toast(words.done(visit.name ?? w().common.customer.none))
    visited(planned)
    onDone()
  })
  const theirs = (time: string) => exact(time, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const hint = [
    words.theirClock(timeZone),
    visit.againUntil ? words.againUntil(theirs(visit.againUntil)) : words.lastTry,
    at !== undefined && timeZone !== me.value.site.timeZone && words.shopClock(exact(at)),
  ]
  return (
    <Form
      onSubmit={() => {
        missed.value = at === undefined
        if (at !== undefined) void plan.run(at)
      }}
    >
      <div class={css.say} lang={visit.language} dir="auto">
        <p>{visit.script.later}</p>
      </div>
      <Input
        label={words.againAt}
        type="datetime-local"
        required
        value={wall}
        min={wallOf(now.value, timeZone)}
        max={visit.againUntil ? wallOf(Date.parse(visit.againUntil), timeZone) : undefined}
        hint={hint.filter(Boolean).join(' ')}
        error={missed.value && at === undefined ? words.againMissing : fieldError(plan.error.value, 'at')}
        onInput={(event) => setWall(event.currentTarget.value)}
      />
      <Input label={words.why} optional value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
      <Fault error={plan.error.value} />
      <Row>
        <Button kind="go" type="submit" busy={plan.busy.value}>
          {words.again}
        </Button>
      </Row>
    </Form>
  )
}

/** Nobody will call: with a reason. */
export function Skip({ visit }: { visit: Followup }) {
  const words = w().followup
  const [why, setWhy] = useTyped(visit.id, 'skip')
  const skip = useAct(async () => {
    const skipped = await api.followups.skip(visit.id, why.trim())
    forget(visit.id)
    visited(skipped)
  })
  return (
    <Form onSubmit={() => why.trim() && skip.run()}>
      <Input label={words.skipWhy} required value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
      <Fault error={skip.error.value} />
      <Row>
        <Button kind="danger" type="submit" busy={skip.busy.value} disabled={!why.trim()}>
          {words.skip}
        </Button>
      </Row>
    </Form>
  )
}
