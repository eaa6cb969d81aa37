import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { Button } from '../ui/Button.tsx'
import { Input } from '../ui/Field.tsx'
import { Pick } from '../ui/Pick.tsx'
import { day, money, number } from '../words/format.ts'
import { w } from '../words/words.ts'
import type { PartProps } from './Capture.tsx'
import { withItem } from './form.ts'
import { ordersLike, type OrderKnown } from './order.ts'
import * as css from './Capture.css.ts'

/** About which order and product: of somebody known, a press on each. */
export function About({ fields, set, wrong, known }: PartProps & { known: OrderKnown }) {
  const t = w().capture
  const { customer } = fields
  const { order, take, name, settle, takeCard } = known
  const orders = useQuery({
    queryKey: ['customer', customer],
    queryFn: () => api.customers.get(customer),
    enabled: customer !== '',
  }).data?.orders.items
  return (
    <section class={css.part}>
      <h2 class={css.heading}>{t.order}</h2>
      {customer !== '' && orders && orders.length > 0 && (
        <Choices
          label={t.orders}
          items={orders.slice(0, 6).map(({ id, placedAt, ...one }) => ({
            id,
            text: id,
            more: placedOf({ placed: placedAt, ...one }),
            on: fields.order === id,
            run: () => name({ id, currency: one.currency }),
          }))}
        />
      )}
      <Pick
        label={t.orderNumber}
        hint={t.orderHint}
        none={t.noOrder}
        maxLength={100}
        value={fields.order}
        error={wrong('order')}
        onText={(text) => set({ order: text })}
        onLeave={settle}
        search={ordersLike}
        idOf={({ id }) => id}
        row={(one) => (
          <>
            <strong dir="auto">{one.id}</strong>
            <span class={css.more} dir="auto">
              {[one.customer?.name, placedOf(one), one.items.map((item) => item.name).join(', ')]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        )}
        onPick={take}
      />
      {order?.customer && (
        <p class={css.placed}>
          <span dir="auto">{t.placedBy(order.customer.name ?? w().common.customer.none)}</span>
          {customer === '' && (
            <Button kind="quiet" onClick={() => void takeCard(order)}>
              {t.useCard}
            </Button>
          )}
        </p>
      )}
      {order && order.items.length > 0 && (
        <Choices
          label={t.items}
          items={order.items.map((item, i) => ({
            id: String(i),
            text: item.quantity && item.quantity !== 1 ? `${number(item.quantity)} × ${item.name}` : item.name,
            more: item.batch ?? '',
            on: fields.product === item.name && fields.sku === (item.sku ?? ''),
            run: () =>
              set({
                ...withItem(fields, item),
                ...(order.currency && !fields.disputed ? { currency: order.currency } : {}),
              }),
          }))}
        />
      )}
      <div class={css.pair}>
        <Input
          label={t.productName}
          autocomplete="off"
          maxLength={300}
          value={fields.product}
          error={wrong('product.name')}
          onInput={(event) => set({ product: event.currentTarget.value, sku: '' })}
        />
        <Input
          label={t.batch}
          autocomplete="off"
          maxLength={100}
          value={fields.batch}
          error={wrong('product.batch')}
          onInput={(event) => set({ batch: event.currentTarget.value })}
        />
        <Input
          label={t.condition}
          autocomplete="off"
          maxLength={300}
          value={fields.condition}
          error={wrong('product.condition')}
          onInput={(event) => set({ condition: event.currentTarget.value })}
        />
        <Input
          label={t.boughtOn}
          type="date"
          value={fields.boughtOn}
          error={wrong('product.boughtOn')}
          onInput={(event) => set({ boughtOn: event.currentTarget.value })}
        />
      </div>
    </section>
  )
}

/** When an order was placed, and what for. */
function placedOf({
  placed,
  total,
  currency,
}: {
  placed: string
  total: number | null
  currency: string | null
}): string {
  return [day(placed), total !== null && currency ? money(total, currency) : ''].filter(Boolean).join(' · ')
}

interface Choice {
  id: string
  text: string
  more: string
  on: boolean
  run: () => void
}

function Choices({ label, items }: { label: string; items: readonly Choice[] }) {
  return (
    <div role="group" aria-label={label} class={css.group}>
      <p class={css.legend}>{label}</p>
      <div class={css.chips}>
        {items.map(({ id, text, more, on, run }) => (
          <button key={id} type="button" class={css.chip} aria-pressed={on} onClick={run}>
            <span dir="auto">{text}</span>
            {more && <span class={css.more}>{more}</span>}
          </button>
        ))}
      </div>
    </div>
  )
}
