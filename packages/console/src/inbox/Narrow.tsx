import { useSignal } from '@preact/signals'
import { wallOf } from '../complaint/zone.ts'
import { me } from '../session/session.ts'
import { go, hrefWith, param } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form, Input, Row } from '../ui/Field.tsx'
import { w } from '../words/words.ts'
import { beginOf } from './days.ts'

/** The day of a time that the list begins with or ends before, in the shop's time zone. */
function dayOf(name: 'from' | 'to'): string {
  const at = Date.parse(param(name) ?? '')
  return Number.isNaN(at) ? '' : wallOf(name === 'to' ? at - 1 : at, me.peek().site.timeZone).slice(0, 10)
}

/** Filters that are written: days, a product, an order. */
export function Narrow({ onClose }: { onClose: () => void }) {
  const words = w()
  const t = words.inbox
  const from = useSignal(dayOf('from'))
  const to = useSignal(dayOf('to'))
  const product = useSignal(param('product') ?? '')
  const order = useSignal(param('order') ?? '')
  const show = () => {
    const { timeZone } = me.peek().site
    go(
      hrefWith({
        from: beginOf(from.value, 0, timeZone),
        to: beginOf(to.value, 1, timeZone),
        product: product.value.trim(),
        order: order.value.trim(),
      }),
    )
    onClose()
  }
  return (
    <Dialog title={t.byMoreTitle} onClose={onClose} light>
      <Form onSubmit={show}>
        <Input
          label={t.from}
          type="date"
          autofocus
          max={to.value || undefined}
          value={from.value}
          onInput={(event) => (from.value = event.currentTarget.value)}
        />
        <Input
          label={t.to}
          type="date"
          min={from.value || undefined}
          value={to.value}
          onInput={(event) => (to.value = event.currentTarget.value)}
        />
        <Input
          label={t.product}
          hint={t.productHint}
          value={product.value}
          onInput={(event) => (product.value = event.currentTarget.value)}
        />
        <Input label={t.order} value={order.value} onInput={(event) => (order.value = event.currentTarget.value)} />
        <Row>
          <Button kind="go" type="submit">
            {t.show}
          </Button>
          <Button onClick={onClose}>{words.common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}
