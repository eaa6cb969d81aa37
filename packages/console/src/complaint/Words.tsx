import type { Answer, Complaint, Moment, Question } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { Hint } from '../ui/States.tsx'
import { Score, When } from '../ui/Marks.tsx'
import { number, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { Photos } from './Photos.tsx'
import * as css from './Words.css.ts'

/** What a feedback was asked; the version that it answered never changes. */
export function useQuestions(feedback: Pick<Complaint['feedback'], 'moment' | 'momentVersion'> | undefined) {
  const { moment: id = '', momentVersion: version = 0 } = feedback ?? {}
  return useQuery({
    queryKey: ['moments', id, 'version', version],
    queryFn: () => api.moments.version(id, version),
    staleTime: Infinity,
    enabled: feedback !== undefined,
  })
}

/** The same, as soon as it is known. */
export function useAsked(id: string, version: number): Moment | undefined {
  return useQuestions({ moment: id, momentVersion: version }).data?.moment
}

/** Of an answer that is an option's id, its label. */
function labelOf(question: Question | undefined, value: string | number): string {
  if (typeof value === 'number') return number(value)
  if (!question || !('options' in question)) return value
  return textOf(question.options.find(({ id }) => id === value)?.label) || value
}

export function answerText(question: Question | undefined, answer: Answer): string {
  if (Array.isArray(answer)) return answer.map((one) => labelOf(question, one)).join(', ')
  return labelOf(question, answer)
}

/** What is told elsewhere: the mark beside the name, photos and contact in places of their own. */
const ELSEWHERE = new Set<string>(['satisfaction', 'photo', 'voice', 'contact'])

/** The customer's own words, the largest thing here, with what else they answered and showed. */
export function Words({ complaint }: { complaint: Complaint }) {
  const words = w()
  const t = words.case
  const { feedback, channel, recordedBy, saidAt, openedAt } = complaint
  const moment = useAsked(feedback.moment, feedback.momentVersion)
  const asked = new Map(moment?.questions.map((question) => [question.id, question]))
  const answers = Object.entries(feedback.answers)
  const texts = answers.filter(([id, answer]) => {
    const kind = asked.get(id)?.kind
    return typeof answer === 'string' && (kind === 'text' || (!kind && (id === 'comment' || id === 'reason')))
  })
  const main = texts[0]?.[0]
  const wants = answers.find(([id]) => asked.get(id)?.kind === 'remedy')
  const others = answers.filter(([id]) => id !== main && id !== wants?.[0] && !ELSEWHERE.has(asked.get(id)?.kind ?? id))
  const said = texts[0]?.[1] as string | undefined
  const lang = feedback.locale ?? complaint.language ?? undefined
  return (
    <section aria-label={t.said.title} class={css.said}>
      <p class={css.who}>
        <b class={css.name} dir="auto">
          {complaint.name ?? words.common.customer.guest}
        </b>
        <Score value={feedback.satisfaction} />
        <span>
          {[textOf(moment?.title), t.said.by[channel]].filter(Boolean).join(' · ')}
          {' · '}
          <When at={saidAt ?? openedAt} />
          {recordedBy && ` · ${t.said.recorded(recordedBy)}`}
          {wants && ` · ${t.said.wants(answerText(asked.get(wants[0]), wants[1]))}`}
        </span>
      </p>
      {said ? (
        <blockquote class={said.length > 400 ? css.long : css.words} dir="auto" lang={lang}>
          {said}
        </blockquote>
      ) : (
        <p class={css.none}>{t.said.noWords}</p>
      )}
      <Photos ids={feedback.attachments} />
      {others.length > 0 && (
        <dl class={css.answers}>
          {others.map(([id, answer]) => (
            <div key={id} class={css.answer}>
              <dt>{textOf(asked.get(id)?.label) || id}</dt>
              <dd dir="auto" lang={typeof answer === 'string' ? lang : undefined}>
                {answerText(asked.get(id), answer)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {feedback.flags
        .filter((flag) => flag !== 'erased' && flag !== 'order-unproven')
        .map((flag) => (
          <Hint key={flag}>{t.said.flags[flag]}</Hint>
        ))}
    </section>
  )
}
