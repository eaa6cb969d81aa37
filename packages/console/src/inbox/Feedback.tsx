import type { InboxItem } from '@earshot/sdk/contract'
import { EarshotError } from '@earshot/sdk'
import { useEffect, useRef } from 'preact/hooks'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { Photos } from '../complaint/Photos.tsx'
import { answerText, useAsked } from '../complaint/Words.tsx'
import { LabelMenu, Labels } from '../label/Labels.tsx'
import { href } from '../shell/address.ts'
import { Bar } from '../shell/Panes.tsx'
import { Button } from '../ui/Button.tsx'
import { Score, Tag, When } from '../ui/Marks.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Empty, Fault, Hint, Wait } from '../ui/States.tsx'
import { now, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { complaining, type Deeds } from './deeds.ts'
import { About } from './About.tsx'
import { Faults } from './Faults.tsx'
import { listed, mark } from './lists.ts'
import { Owner } from './Owner.tsx'
import * as css from './Feedback.css.ts'

/** What is looked at for so long is read. */
const READ_MS = 1000

function useFeedback(id: string) {
  return useQuery<InboxItem>({
    queryKey: ['feedback', id],
    queryFn: () => api.feedback.get(id),
    // At once as the list has it.
    placeholderData: () => listed(id),
  })
}

/** One feedback, as the pane beside the list. @param back where a phone goes back to */
export function Feedback({ id, back, deeds }: { id: string; back: string; deeds: Deeds }) {
  const asked = useFeedback(id)
  const words = w().inbox
  if (asked.data) return <Known item={asked.data} back={back} deeds={deeds} />
  const unknown =
    asked.error instanceof EarshotError && ['feedback_unknown', 'invalid', 'not_found'].includes(asked.error.code)
  return (
    <>
      <Bar title="" level={2} back={back} />
      {unknown ? (
        <Empty title={words.unknown}>{words.unknownMore}</Empty>
      ) : asked.error ? (
        <Fault error={asked.error} again={() => asked.refetch()} />
      ) : (
        <Wait />
      )}
    </>
  )
}

/** Its customer, as the third pane. */
export function FeedbackAside({ id }: { id: string }) {
  const { data } = useFeedback(id)
  if (!data) return null
  return (
    <div class={css.aside}>
      <Owner item={data} />
    </div>
  )
}

function Known({ item, back, deeds }: { item: InboxItem; back: string; deeds: Deeds }) {
  const t = w().inbox
  const moment = useAsked(item.moment, item.momentVersion)
  // Once for each time that it is opened: who marks it unread then means it.
  const was = useRef(item.unread)
  useEffect(() => {
    if (!was.current) return
    // Told by the server, or left as it was: nothing hangs on it.
    const timer = setTimeout(() => void mark([item.id], true).catch(() => {}), READ_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <Bar title={moment ? textOf(moment.title) : ''} level={2} back={back} end={<Acts item={item} deeds={deeds} />} />
      <div class={css.body} tabIndex={-1}>
        <Faults deeds={deeds} />
        <States item={item} deeds={deeds} />
        <Said item={item} />
        {!item.complaint && (
          <div class={css.narrowActs}>
            <Main item={item} deeds={deeds} />
          </div>
        )}
        <About item={item} />
        <details class={css.inline}>
          <summary class={css.summary}>{t.aside}</summary>
          <Owner item={item} />
        </details>
      </div>
    </>
  )
}

/** What is done most. */
function Main({ item, deeds }: { item: InboxItem; deeds: Deeds }) {
  const t = w().inbox
  const { id, complaint, thanked } = item
  return (
    <>
      {!thanked && !complaint && (
        <Button keys="T" busy={deeds.thank.busy.value} onClick={() => void deeds.thank.run([id])}>
          {t.thank}
        </Button>
      )}
      {!complaint && (
        <Button keys="C" onClick={() => (complaining.value = [id])}>
          {t.complain}
        </Button>
      )}
    </>
  )
}

function Acts({ item, deeds }: { item: InboxItem; deeds: Deeds }) {
  const words = w()
  const t = words.inbox
  const { id } = item
  return (
    <>
      <span class={css.wideOnly}>
        <Main item={item} deeds={deeds} />
      </span>
      <LabelMenu on={item.labels} what={{ feedback: [id] }} data-deed="label" />
      <Menu
        kind="quiet"
        icon="more"
        aria-label={words.common.act.more}
        items={[
          item.unread
            ? { label: t.read, run: () => deeds.mark.run([id], true) }
            : { label: t.markUnread, end: 'U', run: () => deeds.mark.run([id], false) },
        ]}
      />
    </>
  )
}

/** What became of it. */
function States({ item, deeds }: { item: InboxItem; deeds: Deeds }) {
  const words = w()
  const t = words.inbox
  const { complaint, thanked, flags } = item
  const stage = complaint && (words.common.stage as Readonly<Record<string, string>>)[complaint.stage]
  return (
    <>
      {flags
        .filter((flag) => flag !== 'order-unproven')
        .map((flag) => (
          <Hint key={flag}>{words.case.said.flags[flag]}</Hint>
        ))}
      {complaint && (
        <p class={css.state}>
          <strong>{t.complaintLine(complaint.number)}</strong>
          <Tag tone={complaint.stage === 'closed' ? 'plain' : 'amber'}>{stage ?? complaint.stage}</Tag>
          <a class={css.link} href={href(`/complaints/${complaint.number}`)}>
            {words.capture.openComplaint}
          </a>
        </p>
      )}
      {thanked && (
        <p class={css.state}>
          <span>{t.thankedBy(thanked.by)}</span>
          <span class={css.none}>
            <When at={thanked.at} />
          </span>
          {Date.parse(thanked.until) > now.value && (
            <Button kind="quiet" busy={deeds.unthank.busy.value} onClick={() => void deeds.unthank.run([item.id])}>
              {t.takeBack}
            </Button>
          )}
        </p>
      )}
    </>
  )
}

/** What is told elsewhere: the mark beside the name, photos and contact in places of their own. */
const ELSEWHERE = new Set<string>(['satisfaction', 'photo', 'voice', 'contact'])

/** The customer's own words, the largest thing here, with what else they answered and showed. */
function Said({ item }: { item: InboxItem }) {
  const words = w()
  const t = words.inbox
  const moment = useAsked(item.moment, item.momentVersion)
  const asked = new Map(moment?.questions.map((question) => [question.id, question]))
  const said = item.words
  const main = Object.entries(item.answers).find(([, answer]) => said !== null && answer === said)?.[0]
  const others = Object.entries(item.answers).filter(([id]) => id !== main && !ELSEWHERE.has(asked.get(id)?.kind ?? id))
  const lang = item.locale ?? undefined
  return (
    <section class={css.said} aria-label={words.case.said.title}>
      <p class={css.who}>
        <b class={css.name} dir="auto">
          {item.name ?? words.common.customer.guest}
        </b>
        {item.satisfaction !== null && <Score value={item.satisfaction} />}
        <When at={item.receivedAt} />
        {item.test && <Tag>{t.test}</Tag>}
        <Labels ids={item.labels} />
      </p>
      {said === null ? (
        <p class={css.none}>{words.case.said.noWords}</p>
      ) : (
        <blockquote class={said.length > 400 ? css.long : css.words} dir="auto" lang={lang}>
          {said}
        </blockquote>
      )}
      <Photos ids={item.attachments} />
      {others.length > 0 && (
        <dl class={css.facts} aria-label={t.about}>
          {others.map(([id, answer]) => (
            <div key={id} class={css.fact}>
              <dt>{textOf(asked.get(id)?.label) || id}</dt>
              <dd dir="auto" lang={typeof answer === 'string' ? lang : undefined}>
                {answerText(asked.get(id), answer)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
