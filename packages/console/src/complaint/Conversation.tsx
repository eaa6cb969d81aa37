import type { Complaint } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { When } from '../ui/Marks.tsx'
import { money, number } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Conversation.css.ts'
import { entriesOf, type Entry } from './entries.ts'
import { pending } from './give.ts'
import { Photos } from './Photos.tsx'
import { didWhat, doneBy, heardHow, useTold } from './saying.ts'

/** So many are drawn at first: the latest. */
const SHOWN = 60

/** Everything that was said and offered, oldest first. */
export function Conversation({ complaint }: { complaint: Complaint }) {
  const words = w().case.talk
  const entries = useMemo(() => entriesOf(complaint), [complaint])
  const more = useSignal(SHOWN)
  const hidden = Math.max(0, entries.length - more.value)
  const list = useRef<HTMLOListElement>(null)
  const waiting = pending.value?.number === complaint.number ? pending.value : undefined
  // On paper stands all of it.
  useEffect(() => {
    const all = () => (more.value = Infinity)
    addEventListener('beforeprint', all)
    return () => removeEventListener('beforeprint', all)
  }, [])
  // What one has just sent is in sight.
  useEffect(() => {
    if (waiting) list.current!.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [waiting])
  return (
    <section aria-label={words.title} class={css.talk}>
      {hidden > 0 && (
        <Button kind="quiet" onClick={() => (more.value += 200)}>
          {words.earlier(number(hidden))}
        </Button>
      )}
      {entries.length === 0 && !waiting && complaint.stage !== 'closed' && <p class={css.none}>{words.none}</p>}
      <ol class={css.list} ref={list}>
        {entries.slice(hidden).map((entry) => (
          <li key={entry.id} class={css.entry}>
            <One entry={entry} complaint={complaint} />
          </li>
        ))}
        {waiting && (
          <li class={css.entry}>
            <article class={`${waiting.note ? css.note : css.ours} ${css.sending}`} aria-busy="true">
              <p class={css.head}>{words.sending}</p>
              <p class={css.words} dir="auto">
                {waiting.words}
              </p>
            </article>
          </li>
        )}
      </ol>
    </section>
  )
}

function One({ entry, complaint }: { entry: Entry; complaint: Complaint }) {
  if (entry.kind === 'message') return <Message {...entry} complaint={complaint} />
  return entry.kind === 'remedy' ? <Remedy {...entry} /> : <Line {...entry} />
}

function Message({ message, by, complaint }: Extract<Entry, { kind: 'message' }> & { complaint: Complaint }) {
  const words = w().case.talk
  const author = message.author ?? (by ? doneBy(by) : words.shop)
  const how = by && heardHow(by)
  const said = by && ['object', 'decline', 'confirm', 'reopen', 'withdraw'].includes(by.command) ? didWhat(by) : ''
  const theirs = message.by === 'customer'
  const head = message.note
    ? words.note(author)
    : theirs
      ? `${complaint.name ?? words.customer}${said ? ` ${said}` : ''}`
      : by?.command === 'ask'
        ? words.asked(author)
        : words.to(author)
  return (
    <article class={message.note ? css.note : theirs ? css.theirs : css.ours}>
      <p class={css.head}>
        <span dir="auto">{head}</span>
        {how && <span> · {how}</span>}
        <span class={css.at}>
          <When at={message.at} />
        </span>
      </p>
      {message.words && (
        <p class={css.words} dir="auto" lang={message.note ? undefined : (complaint.language ?? undefined)}>
          {message.words}
        </p>
      )}
      <Photos ids={message.attachments} />
    </article>
  )
}

function Remedy({ remedy, by, at }: Extract<Entry, { kind: 'remedy' }>) {
  const words = w()
  const t = words.case.talk
  const { state, signedBy, endedAt, signedAt, offeredAt, tasks = [] } = remedy
  const became = {
    proposed: t.proposed,
    passed: offeredAt ? t.ended : t.passed,
    offered: t.offered,
    accepted: signedBy ? t.accepted(signedBy) : t.acceptedPlain,
    declined: t.declined,
    revised: t.revised,
    failed: t.failed,
  }[state]
  const ended = endedAt ?? signedAt
  const over = state === 'declined' || state === 'revised' || state === 'failed' || state === 'passed'
  return (
    <article class={over ? css.remedyOver : css.remedy}>
      <p class={css.head}>
        <b class={css.kind}>{words.common.remedy[remedy.kind]}</b>
        {by && <span dir="auto">{doneBy(by)}</span>}
        <span class={css.at}>
          <When at={at} />
        </span>
      </p>
      <p class={css.words} dir="auto">
        {remedy.terms}
      </p>
      <p class={css.foot}>
        <b class={state === 'accepted' || state === 'offered' ? css.good : ''}>{became}</b>
        {ended && (
          <>
            {' · '}
            <When at={ended} />
          </>
        )}
        {remedy.cost ? ` · ${t.cost(money(remedy.cost, remedy.currency ?? 'EUR'))}` : ''}
        {tasks.length > 0 && ` · ${t.tasks(number(tasks.length))}`}
      </p>
    </article>
  )
}

/** What was done without words to the customer. */
function Line({ entry }: Extract<Entry, { kind: 'event' }>) {
  const told = useTold()
  const how = heardHow(entry)
  const more = told(entry).join(' · ')
  return (
    <p class={css.line}>
      <span dir="auto">
        {doneBy(entry)} {didWhat(entry)}
        {how && ` (${how})`}
        {more && <span class={css.lineMore}>: {more}</span>}
      </span>{' '}
      · <When at={entry.at} />
    </p>
  )
}
