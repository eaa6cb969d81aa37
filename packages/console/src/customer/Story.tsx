import type { Customer } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { href } from '../shell/address.ts'
import { useMomentName } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Row } from '../ui/Field.tsx'
import { Score, Tag, When } from '../ui/Marks.tsx'
import { Fault } from '../ui/States.tsx'
import { money, number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { Part } from './Part.tsx'
import { LATEST, orderState } from './say.ts'
import * as css from './Card.css.ts'

/** What they complained of, said and bought, the latest first, and the way to the rest. */
export function Story({ card }: { card: Customer }) {
  const words = w().customer
  const momentName = useMomentName()
  const common = w().common
  return (
    <>
      {card.complaints.length > 0 && (
        <Part title={words.complaints}>
          {card.complaints.map((one) => (
            <div key={one.number} class={css.line}>
              <a class={css.link} href={href(`/complaints/${one.number}`)}>
                {one.number}
              </a>
              <Tag tone={one.closedAt ? 'plain' : 'amber'}>
                {one.outcome ? common.outcome[one.outcome] : common.stage[one.stage]}
              </Tag>
              {one.rating && <Score value={one.rating} />}
              <span class={css.end}>
                <When at={one.openedAt} />
              </span>
            </div>
          ))}
          {card.complaints.length >= LATEST && (
            <a class={css.link} href={href('/complaints', { view: 'all', customer: card.id })}>
              {common.act.loadMore}
            </a>
          )}
        </Part>
      )}
      {card.followups.length > 0 && (
        <Part title={words.followups}>
          {card.followups.map((one) => (
            <div key={one.id} class={css.line}>
              <a class={css.link} href={href(`/followups/${one.id}`)}>
                {(w().followup.kinds as Readonly<Record<string, string>>)[one.kind] ?? one.kind}
              </a>
              <Tag>{(w().followup.states as Readonly<Record<string, string>>)[one.state] ?? one.state}</Tag>
              <span class={css.end}>
                <When at={one.dueAt} />
              </span>
            </div>
          ))}
        </Part>
      )}
      {card.feedback.items.length > 0 && (
        <Part title={words.feedback}>
          {card.feedback.items.map((one) => (
            <div key={one.id} class={css.line}>
              <Score value={one.satisfaction} />
              <a class={css.link} href={href(`/inbox/${one.id}`)}>
                {momentName(one.moment)}
              </a>
              <span class={css.end}>
                <When at={one.receivedAt} />
              </span>
            </div>
          ))}
          {card.feedback.total > card.feedback.items.length && (
            <a class={css.link} href={href('/inbox', { customer: card.id })}>
              {words.more(number(card.feedback.total - card.feedback.items.length))}
            </a>
          )}
        </Part>
      )}
      {card.orders.total > 0 && (
        <Part title={words.orders}>
          <Orders card={card} />
        </Part>
      )}
    </>
  )
}

/** The latest orders, and on demand all of them. Each leads to what was said about it. */
function Orders({ card: { id, orders } }: { card: Customer }) {
  const words = w().customer
  const all = useSignal(false)
  const pages = usePages({
    queryKey: ['customer', id, 'orders'],
    queryFn: (cursor) => api.orders.list({ customer: id, ...(cursor ? { cursor } : {}) }),
    enabled: all.value,
  })
  const items = pages.data
    ? pages.data.pages.flatMap((page) => page.items.map(({ placed, ...one }) => ({ ...one, placedAt: placed })))
    : orders.items
  const more = pages.data ? pages.hasNextPage : orders.total > items.length
  return (
    <>
      {items.map((one) => (
        <div key={one.id} class={css.line}>
          <a class={css.link} href={href('/inbox', { order: one.id })} title={words.saidOf} dir="auto">
            {one.id}
          </a>
          <Tag>{orderState(one.state)}</Tag>
          <span class={css.end}>
            {one.total !== null && one.currency && `${money(one.total, one.currency)} · `}
            <When at={one.placedAt} />
          </span>
        </div>
      ))}
      <Fault error={pages.error} again={() => pages.refetch()} />
      {more && (
        <Row>
          <Button
            busy={pages.isFetching}
            onClick={() => (pages.data ? void pages.fetchNextPage() : (all.value = true))}
          >
            {w().common.act.loadMore}
          </Button>
        </Row>
      )}
    </>
  )
}
