import type { Complaint, CourtesyFinding } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'
import { api } from '../../api/client.ts'
import { me } from '../../session/session.ts'
import { Area } from '../../ui/Field.tsx'
import { exact } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { choices } from '../zone.ts'
import * as css from './form.css.ts'

/** Words are looked through this long after the last key. */
const PAUSE_MS = 450

export interface SayProps {
  complaint: Complaint
  label: string
  value: string
  onWords: (words: string) => void
  /** Takes a date that is promised, so that it becomes a clock; without, the words alone name it. */
  onPromise?: ((at: number) => void) | undefined
  error?: string | undefined
  hint?: string | undefined
  optional?: boolean
}

/** What a suggestion would write: the first phrase that it quotes, where it has no gap to fill. */
export function quoted(better: string): string | undefined {
  const phrase = /[“「『"]([^”」』"]{2,80})[”」』"]/.exec(better)?.[1]
  return phrase === undefined || /…|\.\.\./.test(phrase) ? undefined : phrase
}

/** Words to the customer, looked through for what could hurt while they are typed. */
export function Say({ complaint, label, value, onWords, onPromise, error, hint, optional }: SayProps) {
  const findings = useSignal<readonly CourtesyFinding[]>([])
  const area = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    if (value.trim() === '') {
      findings.value = []
      return
    }
    let late = false
    const timer = setTimeout(() => {
      // Advice: where it cannot be had, nothing is said of it.
      api.courtesy.check(value).then(
        (result) => {
          if (!late) findings.value = result.findings.slice(0, 5)
        },
        () => {},
      )
    }, PAUSE_MS)
    return () => {
      late = true
      clearTimeout(timer)
    }
  }, [value])
  const shown = findings.value.filter(({ start, end, words }) => value.slice(start, end) === words)
  const replace = ({ start, end }: CourtesyFinding, by: string) => {
    onWords(value.slice(0, start) + by + value.slice(end))
    findings.value = []
    area.current!.querySelector('textarea')!.focus()
  }
  const select = ({ start, end }: CourtesyFinding) => {
    const field = area.current!.querySelector('textarea')!
    field.focus()
    field.setSelectionRange(start, end)
  }
  return (
    <div ref={area}>
      <Area
        label={label}
        value={value}
        rows={3}
        maxLength={10_000}
        lang={complaint.language ?? undefined}
        error={error}
        hint={hint}
        {...(optional ? { optional } : {})}
        onInput={(event) => onWords(event.currentTarget.value)}
      />
      <ul class={css.findings} id={id} aria-live="polite" style={shown.length > 0 ? { marginTop: '6px' } : undefined}>
        {shown.map((finding) => (
          <Finding
            key={`${finding.id} ${finding.start}`}
            finding={finding}
            complaint={complaint}
            replace={(by) => replace(finding, by)}
            select={() => select(finding)}
            onPromise={onPromise}
          />
        ))}
      </ul>
    </div>
  )
}

/** A date as it stands in a sentence of the customer's language: `Friday, 27 November, 12:00`. */
function spokenDate(at: number, language: string | null): string {
  return new Intl.DateTimeFormat(language ?? me.value.site.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: me.value.site.timeZone,
  }).format(at)
}

function Finding({
  finding,
  complaint,
  replace,
  select,
  onPromise,
}: {
  finding: CourtesyFinding
  complaint: Complaint
  replace: (by: string) => void
  select: () => void
  onPromise: SayProps['onPromise']
}) {
  const words = w().case.courtesy
  const dates = finding.nameDate ? choices(Date.now(), me.value.site.timeZone) : []
  const date = dates.at(-1)
  const by = quoted(finding.better)
  return (
    <li class={css.finding}>
      <span class={css.findingText}>
        {finding.nameDate ? (
          words.noDate(finding.words)
        ) : (
          <>
            “<span dir="auto">{finding.words}</span>” {words.kind[finding.kind]}. {finding.better}
          </>
        )}
      </span>
      {date ? (
        <button
          type="button"
          class={css.mend}
          onClick={() => {
            replace(byDate(spokenDate(date.at, complaint.language), complaint.language))
            onPromise?.(date.at)
          }}
        >
          {words.promiseOne(`${exact(date.at, { weekday: 'long' })} ${exact(date.at, { timeStyle: 'short' })}`)}
        </button>
      ) : by ? (
        <button type="button" class={css.mend} onClick={() => replace(by)}>
          {words.use(by)}
        </button>
      ) : (
        <button type="button" class={css.mend} onClick={select}>
          {words.show}
        </button>
      )}
    </li>
  )
}

/** By when, in the language of the sentence that it stands in. */
function byDate(date: string, language: string | null): string {
  const tag = language ?? me.value.site.locale
  if (tag.startsWith('ko')) return `${date}까지`
  if (tag.startsWith('zh')) return `${date}以前`
  return tag.startsWith('en') ? `by ${date}` : date
}
