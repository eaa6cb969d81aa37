import type { InboxItem } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale, useQuery } from '../api/query.ts'
import { Card } from '../complaint/Aside.tsx'
import * as aside from '../complaint/Aside.css.ts'
import { Part } from '../complaint/Part.tsx'
import { Lookup } from '../customer/Lookup.tsx'
import { href } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { Score, Tag, When } from '../ui/Marks.tsx'
import { Fault, toast } from '../ui/States.tsx'
import { day } from '../words/format.ts'
import { w } from '../words/words.ts'
import { kept } from './filters.ts'
import { useMomentName } from '../team/team.ts'
import { patch } from './lists.ts'
import * as css from './Feedback.css.ts'

/** Whose it is: their card, or a way to put it on one. */
export function Owner({ item }: { item: InboxItem }) {
  const words = w()
  const t = words.inbox
  const { id, customer } = item
  const own = useAct(async (to: string | null) => {
    const done = await api.customers.own(id, to)
    patch([id], (one) => ({ ...one, customer: done.customer }))
    for (const key of ['feedback', 'customer', 'customers']) stale(key)
  })
  const change = async (to: string | null, told: string) => {
    const before = customer
    await own.run(to)
    if (!own.error.peek()) toast(told, () => own.run(before))
  }
  const { data: card, error } = useQuery({
    queryKey: ['customer', customer],
    queryFn: () => api.customers.get(customer!),
    enabled: customer !== null,
  })
  return (
    <div class={aside.aside}>
      <Part
        title={t.card}
        end={
          customer && (
            <a class={aside.more} href={href(`/customers/${customer}`)}>
              {t.openCard}
            </a>
          )
        }
      >
        <b dir="auto">{card?.name ?? item.name ?? words.common.customer.guest}</b>
        {card && (
          <p>
            {card.member && <Tag tone="accent">{words.case.card.member}</Tag>}{' '}
            {words.case.card.since(day(card.createdAt))}
          </p>
        )}
        {customer === null && <p>{t.noCard}</p>}
        <Fault error={error ?? own.error.value} />
      </Part>
      {card && (
        <>
          <Card card={card} number={item.complaint?.number} />
          <Earlier items={card.feedback.items.filter((one) => one.id !== id).slice(0, 6)} />
          <div>
            <Button kind="quiet" busy={own.busy.value} onClick={() => void change(null, t.takenOff)}>
              {t.takeOff}
            </Button>
          </div>
        </>
      )}
      {customer === null && <PutOn item={item} onPut={(to, name) => change(to, t.putOnDone(name))} />}
    </div>
  )
}

function Earlier({ items }: { items: readonly Pick<InboxItem, 'id' | 'moment' | 'receivedAt' | 'satisfaction'>[] }) {
  const momentName = useMomentName()
  if (items.length === 0) return null
  return (
    <Part title={w().inbox.earlier}>
      <ul class={aside.others}>
        {items.map((one) => (
          <li key={one.id}>
            <a class={css.line} href={href(`/inbox/${one.id}`, kept())}>
              <span class={css.moment}>{momentName(one.moment)}</span>
              {one.satisfaction !== null && <Score value={one.satisfaction} />}
              <span class={css.end}>
                <When at={one.receivedAt} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function PutOn({ item, onPut }: { item: InboxItem; onPut: (id: string, name: string) => unknown }) {
  const words = w()
  const open = useSignal(false)
  const text = useSignal(item.contact?.email ?? item.contact?.phone ?? item.contact?.name ?? '')
  if (!open.value)
    return (
      <div>
        <Button icon="customer" onClick={() => (open.value = true)}>
          {words.inbox.putOn}
        </Button>
      </div>
    )
  return (
    <Lookup
      autofocus
      none={words.customer.noneFound}
      value={text.value}
      onText={(typed) => (text.value = typed)}
      onPick={(found) => onPut(found.id, found.name ?? found.email ?? words.common.customer.none)}
    />
  )
}
