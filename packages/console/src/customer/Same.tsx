import type { Customer } from '@earshot/sdk/contract'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { href } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { When } from '../ui/Marks.tsx'
import { Fault, toast } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import * as css from './Card.css.ts'

/** Cards that may be, or were made, one with this. Nothing is merged by itself, and all can be taken apart. */
export function Same({ card }: { card: Customer }) {
  const words = w().customer
  const again = () => {
    stale('customer')
    stale('customers')
  }
  const split = useAct(async (merged: string) => {
    await api.customers.split(card.id, { merged })
    again()
    toast(words.splitDone)
  })
  const merge = useAct(async (other: string) => {
    await api.customers.merge(card.id, other)
    again()
    toast(words.mergeDone, () => split.run(other))
  })
  const own = useAct(async (feedback: string) => {
    await api.customers.own(feedback, card.id)
    again()
  })
  const none = w().common.customer.none
  return (
    <>
      <Fault error={merge.error.value ?? split.error.value ?? own.error.value} />
      {card.perhaps.length > 0 && (
        <section class={css.section}>
          <h3 class={css.heading}>{words.perhaps}</h3>
          {card.perhaps.map(({ customer, shared }) => (
            <div key={customer.id} class={css.line}>
              <a class={css.link} href={href(`/customers/${customer.id}`)} dir="auto">
                {customer.name ?? customer.email ?? none}
              </a>
              <span class={css.small}>{words.shared(shared.map(({ value }) => value).join(', '))}</span>
              <span class={css.end}>
                <Button
                  title={words.mergeAsk(customer.name ?? none)}
                  busy={merge.busy.value}
                  onClick={() => void merge.run(customer.id)}
                >
                  {words.merge}
                </Button>
              </span>
            </div>
          ))}
        </section>
      )}
      {card.merged.length > 0 && (
        <section class={css.section}>
          <h3 class={css.heading}>{words.merged}</h3>
          {card.merged.map(({ id, name, at, by }) => (
            <div key={id} class={css.line}>
              <span dir="auto">{name ?? none}</span>
              <span class={css.small}>
                {by} · <When at={at} />
              </span>
              <span class={css.end}>
                <Button busy={split.busy.value} onClick={() => void split.run(id)}>
                  {words.split}
                </Button>
              </span>
            </div>
          ))}
        </section>
      )}
      {card.claims.length > 0 && (
        <section class={css.section}>
          <h3 class={css.heading}>{words.claims}</h3>
          <p class={css.small}>{words.claimsHint}</p>
          {card.claims.map(({ id, value, receivedAt }) => (
            <div key={id} class={css.line}>
              <a class={css.link} href={href(`/inbox/${id}`)} dir="auto">
                {value}
              </a>
              <span class={css.small}>
                <When at={receivedAt} />
              </span>
              <span class={css.end}>
                <Button busy={own.busy.value} onClick={() => void own.run(id)}>
                  {words.own}
                </Button>
              </span>
            </div>
          ))}
        </section>
      )}
    </>
  )
}
