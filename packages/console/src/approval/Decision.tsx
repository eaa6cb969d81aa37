import type { Complaint, Remedy } from '@earshot/sdk/contract'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { shownKeys, singleKeys, useCommands } from '../command/commands.ts'
import { ACTS, type ActName } from '../complaint/acts.ts'
import * as aside from '../complaint/Aside.css.ts'
import { Card } from '../complaint/Aside.tsx'
import * as dock from '../complaint/Composer.css.ts'
import { Conversation } from '../complaint/Conversation.tsx'
import Approve from '../complaint/forms/Approve.tsx'
import { Reason } from '../complaint/forms/Plain.tsx'
import { Part } from '../complaint/Part.tsx'
import { proposalIn } from '../complaint/proposal.ts'
import { doneBy } from '../complaint/saying.ts'
import { useQuestions, Words } from '../complaint/Words.tsx'
import { go, href, hrefWith, param } from '../shell/address.ts'
import { Bar } from '../shell/Panes.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Due, Tag, When } from '../ui/Marks.tsx'
import { useOnce } from '../ui/later.ts'
import { Hint, toast, Unanswered, Wait } from '../ui/States.tsx'
import { money } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Decision.css.ts'

/** A proposal, with what is needed to decide on it. @param after where to go when it is decided */
export function Decision({ number, back, after }: { number: string; back: string; after: () => string }) {
  const words = w().queue.approvals
  const { data, error, refetch } = useQuery({
    queryKey: ['complaint', number],
    queryFn: () => api.complaints.get(number),
  })
  const { isPending } = useQuestions(data?.feedback)
  const ready = useOnce(data !== undefined && !isPending)
  return (
    <>
      <Bar
        title={number}
        level={2}
        back={back}
        end={<LinkButton href={href(`/complaints/${number}`)}>{words.open}</LinkButton>}
      >
        {data?.clock && <Due dueAt={data.clock.dueAt} startedAt={data.clock.startedAt} kind={data.clock.kind} />}
      </Bar>
      {data && ready ? (
        <>
          <div class={css.body} tabIndex={0}>
            <Whole complaint={data} />
          </div>
          <Acts complaint={data} after={after} />
        </>
      ) : error ? (
        <Unanswered error={error} again={refetch} />
      ) : (
        <Wait />
      )}
    </>
  )
}

/** What was said, what is proposed and why, and who the customer is to the shop. */
function Whole({ complaint }: { complaint: Complaint }) {
  const words = w().queue.approvals
  const { messages } = complaint
  return (
    <div class={css.inner}>
      <div class={css.main}>
        <Words complaint={complaint} />
        {messages.length > 0 && (
          <details open={messages.some(({ by }) => by === 'customer')}>
            <summary class={css.summary}>{words.since}</summary>
            <Conversation complaint={complaint} />
          </details>
        )}
        {complaint.stage === 'approving' ? <Proposal complaint={complaint} /> : <Hint>{words.decided}</Hint>}
      </div>
      <Customer complaint={complaint} />
    </div>
  )
}

function Proposal({ complaint }: { complaint: Complaint }) {
  const words = w()
  const t = words.queue.approvals
  const proposal = proposalIn(complaint)
  const remedies = complaint.remedies.filter(({ state }) => state === 'proposed')
  return (
    <section class={css.proposal} aria-label={words.case.act.propose}>
      {proposal && (
        <p class={css.soft}>
          <span dir="auto">{t.proposedBy(doneBy(proposal.entry))}</span> · <When at={proposal.entry.at} />
          {remedies.length > 1 && ` · ${t.choice}`}
        </p>
      )}
      {remedies.map((remedy) => (
        <Offer key={remedy.id} remedy={remedy} />
      ))}
      <dl class={css.besides}>
        {proposal?.reason && <Beside name={t.why}>{proposal.reason}</Beside>}
        <Beside name={t.beside}>{proposal?.words || <span class={css.soft}>{t.none}</span>}</Beside>
        {complaint.cause && <Beside name={words.queue.cause}>{complaint.cause}</Beside>}
      </dl>
    </section>
  )
}

function Beside({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt class={css.soft}>{name}</dt>
      <dd class={css.text} dir="auto">
        {children}
      </dd>
    </div>
  )
}

function Offer({ remedy: { kind, cost, currency, terms, tasks = [] } }: { remedy: Remedy }) {
  const words = w()
  return (
    <article class={css.offer}>
      <p class={css.head}>
        <strong>{words.common.remedy[kind]}</strong>
        <span class={css.cost}>{cost && currency ? money(cost, currency) : words.queue.approvals.noCost}</span>
      </p>
      <p class={css.text} dir="auto">
        {terms}
      </p>
      {tasks.length > 0 && (
        <p class={css.tags}>
          {tasks.map((task, i) => (
            <Tag key={i}>{words.common.task[task.kind]}</Tag>
          ))}
        </p>
      )}
    </article>
  )
}

/** What the customer is to the shop: orders, satisfaction over time, other complaints and how they ended. */
function Customer({ complaint: { customer: id, number } }: { complaint: Complaint }) {
  const words = w()
  const t = words.case.card
  const { data, error, refetch } = useQuery({
    queryKey: ['customer', id],
    queryFn: () => api.customers.get(id!),
    enabled: id !== null,
  })
  return (
    <section class={css.customer}>
      <Part
        title={t.title}
        end={
          id && (
            <a class={aside.more} href={href(`/customers/${id}`)}>
              {t.open}
            </a>
          )
        }
      >
        {id === null && <p>{words.queue.approvals.unknown}</p>}
        <Unanswered error={error} again={refetch} />
      </Part>
      {data && <Card card={data} number={number} />}
    </section>
  )
}

const DECISIONS = ['approve', 'return'] as const satisfies readonly ActName[]

/** The keys open a form that is sent by Enter: an offer that is out cannot be unsaid, so none goes by a slip. */
const KEYS = { approve: ACTS.approve.keys, return: 'r' }

/** What is open stands in the address, as on a complaint's own page. */
function openForm(name: keyof typeof KEYS | undefined): void {
  go(hrefWith({ do: name }), { replace: true })
}

function Acts({ complaint, after }: { complaint: Complaint; after: () => string }) {
  const words = w()
  const { number, possible } = complaint
  const can = DECISIONS.filter((name) => possible.includes(name))
  const open = can.find((name) => name === param('do'))
  const ref = useRef<HTMLDivElement>(null)
  const closed = useRef(false)
  useCommands(
    can.map((name) => ({ id: name, label: words.case.act[name], keys: KEYS[name], run: () => openForm(name) })),
  )
  // Back to where it was opened from.
  useLayoutEffect(() => {
    if (!open && closed.current) ref.current?.querySelector('button')?.focus()
    closed.current = false
  }, [open])
  if (can.length === 0) return null
  const Form = open === 'approve' ? Approve : Reason
  const close = () => {
    closed.current = true
    openForm(undefined)
  }
  const done = () => {
    const t = words.queue.approvals
    toast(open === 'approve' ? t.approved(number) : t.returned(number))
    go(after())
  }
  return (
    <div class={dock.dock}>
      <div class={open ? dock.cardOpen : dock.card} ref={ref}>
        {open ? (
          <Form key={open} complaint={complaint} name={open} onClose={close} onDone={done} />
        ) : (
          <div class={dock.buttons} role="group" aria-label={words.queue.approvals.act}>
            {can.map((name) => (
              <Button
                key={name}
                kind={name === 'approve' ? 'go' : 'plain'}
                keys={singleKeys.value ? shownKeys(KEYS[name]) : undefined}
                onClick={() => openForm(name)}
              >
                {words.case.act[name]}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
