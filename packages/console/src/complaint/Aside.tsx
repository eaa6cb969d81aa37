import type { Clock, Complaint, Customer } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { counted, orderState } from '../customer/say.ts'
import { href, hrefWith } from '../shell/address.ts'
import { Icon } from '../ui/Icon.tsx'
import { useOnce } from '../ui/later.ts'
import { Due, Tag, When } from '../ui/Marks.tsx'
import { day, duration, exact, money, number, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Aside.css.ts'
import { Filing } from './Filing.tsx'
import { historyLine } from './History.tsx'
import { Facts, Part } from './Part.tsx'
import { Product, useAbout } from './Product.tsx'
import { Spark } from './Spark.tsx'

/** What belongs to a complaint: the customer's card, the product, clocks, filing, history. */
export function Aside({ complaint }: { complaint: Complaint }) {
  const words = w().case
  // What stands below would move down while it is read.
  const isCardAwaited = useCard(complaint).isLoading
  const isAboutAwaited = useAbout(complaint).isLoading
  if (!useOnce(!isCardAwaited && !isAboutAwaited))
    return (
      <div class={css.aside}>
        <Who complaint={complaint} />
      </div>
    )
  return (
    <div class={css.aside}>
      <Who complaint={complaint} />
      <Product complaint={complaint} />
      <Part title={words.clocks.title}>
        <Facts rows={complaint.clocks.map((clock) => [clockName(clock), <ClockState clock={clock} />])} />
      </Part>
      <Filing complaint={complaint} />
      <Part title={words.history.title}>
        <a class={complaint.broken === null ? css.link : css.linkBad} href={hrefWith({ show: 'history' })}>
          {historyLine(complaint)}
        </a>
      </Part>
    </div>
  )
}

function useCard({ customer: id }: Complaint) {
  return useQuery({ queryKey: ['customer', id], queryFn: () => api.customers.get(id!), enabled: id !== null })
}

function Who({ complaint }: { complaint: Complaint }) {
  const words = w()
  const t = words.case.card
  const id = complaint.customer
  const card = useCard(complaint)
  const { contact, verified } = complaint
  const reach = (['email', 'phone'] as const).filter((kind) => contact?.[kind])
  return (
    <>
      <Part
        title={t.title}
        end={
          id && (
            <a class={css.more} href={href(`/customers/${id}`)}>
              {t.open}
            </a>
          )
        }
      >
        <b dir="auto">{complaint.name ?? words.common.customer.guest}</b>
        {contact?.company && <p dir="auto">{contact.company}</p>}
        {reach.map((kind) => (
          <p key={kind} class={css.reach}>
            <span>{contact![kind]}</span>
            {verified.includes(kind) && (
              <span class={css.verified} title={words.case.field.verified}>
                <Icon name="check" size={13} />
                <span class={css.hidden}>{words.case.field.verified}</span>
              </span>
            )}
          </p>
        ))}
        {contact?.address && <p dir="auto">{contact.address}</p>}
        {reach.length === 0 && <p>{t.noReach}</p>}
        {!id && <p>{t.unknown}</p>}
        {card.data && (
          <p>
            {card.data.member && <Tag tone="accent">{t.member}</Tag>} {t.since(day(card.data.createdAt))}
            {card.data.quiet && ` · ${t.quiet(card.data.quiet.from, card.data.quiet.until)}`}
          </p>
        )}
      </Part>
      {card.data && <Card card={card.data} number={complaint.number} />}
    </>
  )
}

export function Card({ card, number: current }: { card: Customer; number?: string | undefined }) {
  const words = w()
  const t = words.case.card
  const spent = Object.entries(card.orders.value).map(([currency, amount]) => money(amount, currency))
  const visit = card.followups.find(({ state }) => state === 'done')
  const others = card.complaints.filter((one) => one.number !== current)
  const results: Readonly<Record<string, string>> = { satisfied: t.satisfied, unsatisfied: t.notSatisfied }
  return (
    <>
      {card.satisfaction.length > 0 && (
        <Part title={t.satisfactionOf(number(card.feedback.total))}>
          <Spark months={card.satisfaction} />
        </Part>
      )}
      <Facts
        rows={[
          [t.orders, number(card.orders.total)],
          spent.length > 0 && [t.spent, spent.join(', ')],
          [t.complaints, counted(card.complaints.length)],
          visit && [
            t.lastVisit,
            `${when(visit.dueAt)}${visit.result ? `, ${results[visit.result] ?? visit.result}` : ''}`,
          ],
        ]}
      />
      {card.orders.items.length > 0 && (
        <Part title={t.lastOrders}>
          <ul class={css.others}>
            {card.orders.items.slice(0, 4).map(({ id, placedAt, total, currency, state }) => (
              <li key={id}>
                <a class={css.link} href={href('/inbox', { order: id })} title={words.customer.saidOf} dir="auto">
                  {id}
                </a>{' '}
                {[orderState(state), total !== null && currency && money(total, currency), when(placedAt)]
                  .filter(Boolean)
                  .join(' · ')}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {others.length > 0 && (
        <Part title={t.earlier}>
          <ul class={css.others}>
            {others.slice(0, 5).map((one) => (
              <li key={one.number}>
                <a class={css.link} href={href(`/complaints/${one.number}`)}>
                  {one.number}
                </a>{' '}
                {one.outcome ? words.common.outcome[one.outcome] : words.common.stage[one.stage]} · {when(one.openedAt)}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {card.notes.length > 0 && (
        <Part title={t.notes}>
          {card.notes.slice(0, 3).map((note) => (
            <p key={note.id} class={css.note} dir="auto">
              {note.words}
              <span class={css.quiet}>
                {' '}
                {note.author}, <When at={note.at} />
              </span>
            </p>
          ))}
        </Part>
      )}
    </>
  )
}

function clockName({ kind }: Clock): string {
  const name = w().common.clock[kind]
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}

/** Running: what is left. Over: how long it took, and whether that was in time. */
function ClockState({ clock }: { clock: Clock }) {
  const words = w().case.clocks
  if (clock.state === 'running') return <Due dueAt={clock.dueAt} startedAt={clock.startedAt} />
  if (clock.state === 'paused') return <span class={css.quiet}>{words.paused}</span>
  const stopped = Date.parse(clock.stoppedAt!)
  const late = stopped > Date.parse(clock.dueAt)
  const took = duration(stopped - Date.parse(clock.startedAt))
  return (
    <span class={late ? css.bad : css.good} title={exact(clock.dueAt)}>
      {late ? words.metLate(took) : took}
    </span>
  )
}
