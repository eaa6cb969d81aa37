import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { queries } from '../api/query.ts'
import { may } from '../session/session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Row } from '../ui/Field.tsx'
import { Fault } from '../ui/States.tsx'
import { number } from '../words/format.ts'
import { s } from './words.ts'
import { w } from '../words/words.ts'
import * as css from './Site.css.ts'
import { isUnderWay, useDemo } from './demo.ts'
import { done } from './site.ts'

/** Fills the shop with a made-up story, and empties it of that. */
export function DemoData() {
  const words = s().shop.demo
  const { data: demo, error, refetch } = useDemo()
  const asking = useSignal(false)
  const fill = useAct(async () => void queries.setQueryData(['site', 'demo'], await api.site.demo.start()))
  const empty = useAct(async () => {
    asking.value = false
    queries.setQueryData(['site', 'demo'], await api.site.demo.remove())
  })
  if (!demo) return <Fault error={error} again={() => refetch()} />
  const can = (what: 'fill' | 'empty') => may('owner') && demo.possible.includes(what)
  return (
    <div class={css.own}>
      {isUnderWay(demo) ? (
        <Progress percent={demo.percent} label={demo.state === 'filling' ? words.filling : words.emptying} />
      ) : demo.state === 'failed' ? (
        <p class={css.minded} role="alert">
          {words.failed} {demo.error}
        </p>
      ) : demo.state === 'full' ? (
        <p>
          {words.here(number(demo.feedback), number(demo.complaints))} {words.real}
        </p>
      ) : (
        <p class={css.hint}>{demo.possible.includes('fill') ? words.quiet : words.notPossible}</p>
      )}
      {!may('owner') && <p class={css.hint}>{words.ownerOnly}</p>}
      <Row>
        {can('fill') && (
          <Button busy={fill.busy.value} onClick={() => void fill.run()}>
            {words.fill}
          </Button>
        )}
        {can('empty') && (
          <Button kind="danger" busy={empty.busy.value} onClick={() => (asking.value = true)}>
            {demo.state === 'filling' ? words.stop : words.empty}
          </Button>
        )}
      </Row>
      <Fault error={fill.error.value ?? empty.error.value} />
      {asking.value && (
        <Dialog title={words.sure} light onClose={() => (asking.value = false)}>
          <p>{words.sureMore}</p>
          <Row>
            <Button kind="danger" onClick={() => void empty.run()}>
              {words.empty}
            </Button>
            <Button onClick={() => (asking.value = false)}>{w().common.act.cancel}</Button>
          </Row>
        </Dialog>
      )}
    </div>
  )
}

/** How far something is. */
export function Progress({ percent, label }: { percent: number; label: string }) {
  return (
    <div class={css.fieldset}>
      <span>
        {label} · {s().shop.demo.progress(done(percent))}
      </span>
      <div
        class={css.bar}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div class={css.barIn} style={{ width: `${percent}%` }} />
      </div>
    </div>
  )
}
