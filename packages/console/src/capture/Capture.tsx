import type { Receipt } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { useCommands } from '../command/commands.ts'
import { minorOf } from '../complaint/amount.ts'
import { wallOf } from '../complaint/zone.ts'
import { keepCurrency, usualCurrency } from '../draft/currency.ts'
import { keep, recall } from '../draft/draft.ts'
import { me } from '../session/session.ts'
import { Bar, Page } from '../shell/Panes.tsx'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Field.tsx'
import { useLater } from '../ui/later.ts'
import { errorBelow, Fault, toast } from '../ui/States.tsx'
import { now } from '../words/format.ts'
import { w } from '../words/words.ts'
import { About } from './About.tsx'
import { Filing } from './Filing.tsx'
import { begun, blank, broughtOf, type Channel, type Fields } from './form.ts'
import { useOrder } from './order.ts'
import { Said } from './Said.tsx'
import { Stored } from './Stored.tsx'
import { Who } from './Who.tsx'
import * as css from './Capture.css.ts'

const DRAFT = 'capture'
/** As the form was filled in last. */
const CHANNEL = 'capture-channel'

/** What a part of the form is given. */
export interface PartProps {
  fields: Fields
  set: (change: Partial<Fields>) => void
  /** What is wrong with a field, by its path in what is sent. */
  wrong: (path: string) => string | undefined
}

function fresh(): Fields {
  const { locale } = me.peek().site
  return blank((recall(CHANNEL) as Channel | undefined) ?? 'phone', locale, usualCurrency())
}

/** The form for what a customer says to staff. What is typed stays until it is stored. */
export default function Capture() {
  const words = w().capture
  // What the customer said is seen first, and typed first.
  const painted = useLater(true)
  const fields = useSignal<Fields>({ ...fresh(), ...(recall(DRAFT) as Fields | undefined) })
  const done = useSignal<{ receipt: Receipt; fields: Fields } | undefined>(undefined)
  const tried = useSignal(false)
  const typed = fields.value
  const put = (next: Fields) => {
    fields.value = next
    keep(DRAFT, begun(next) && !done.peek() ? next : undefined)
  }
  const set = (change: Partial<Fields>) => {
    put({ ...fields.peek(), ...change })
    if (change.channel) keep(CHANNEL, change.channel)
    if (change.currency) keepCurrency(change.currency)
  }
  const known = useOrder(fields, set)
  const faults = faultsOf(typed)
  const store = useAct(async () => {
    const said = fields.peek()
    // Sent right after its number was typed, it is told with what it holds, too.
    const receipt = await api.complaints.bring(broughtOf(said, await known.asked(), me.peek().site.timeZone))
    keep(DRAFT, undefined)
    for (const key of ['inbox', 'feedback', 'complaints', 'desk', 'customers', 'customer']) stale(key)
    done.value = { receipt, fields: said }
    tried.value = false
  })
  const send = () => {
    tried.value = true
    // Said at the field; the first of them has the focus.
    if (Object.keys(faults).length > 0)
      return void requestAnimationFrame(() => document.querySelector<HTMLElement>('#main [aria-invalid]')?.focus())
    return void store.run()
  }
  const again = () => {
    put(fresh())
    store.clear()
    tried.value = false
    done.value = undefined
  }
  const clear = () => {
    const was = fields.peek()
    again()
    toast(words.cleared, () => put(was))
  }
  useCommands([
    done.value
      ? { id: 'next', label: words.next, keys: 'n', run: again }
      : { id: 'store', label: words.store, keys: '$mod+Enter', run: send },
  ])
  if (done.value)
    return (
      <>
        <div class={css.noPrint}>
          <Bar title={w().common.nav.capture} />
        </div>
        <Page>
          <Stored receipt={done.value.receipt} fields={done.value.fields} onNext={again} />
        </Page>
      </>
    )
  const wrong = (path: string) => (tried.value ? faults[path] : undefined) ?? errorBelow(store.error.value, path)
  const part = { fields: typed, set, wrong }
  return (
    <>
      <Bar
        title={w().common.nav.capture}
        end={
          begun(typed) && (
            <Button kind="quiet" onClick={clear}>
              {words.clear}
            </Button>
          )
        }
      />
      <Page>
        <Form onSubmit={send} class={css.form}>
          <div class={css.columns}>
            <div class={css.column}>
              <Said {...part} />
              {painted && <Filing {...part} />}
            </div>
            <div class={css.column}>
              {painted && (
                <>
                  <Who {...part} />
                  <About {...part} known={known} />
                </>
              )}
            </div>
          </div>
          <div class={css.foot}>
            <Fault error={store.error.value} />
            <div class={css.footLine}>
              <Button kind="go" type="submit" busy={store.busy.value}>
                {store.busy.value ? `${words.storing}…` : words.store}
              </Button>
              <span class={css.hint}>{words.storeMore}</span>
            </div>
          </div>
        </Form>
      </Page>
    </>
  )
}

/** What would be refused, said before it is sent. */
function faultsOf(fields: Fields): Record<string, string> {
  const words = w().capture
  const { timeZone } = me.value.site
  return {
    ...(fields.words.trim() === '' ? { reason: words.wordsMissing } : {}),
    ...(fields.saidAt > wallOf(now.value + 60_000, timeZone) ? { saidAt: words.future } : {}),
    ...(fields.complaint && fields.disputed.trim() && minorOf(fields.disputed, fields.currency) === undefined
      ? { disputed: words.amountBad }
      : {}),
  }
}
