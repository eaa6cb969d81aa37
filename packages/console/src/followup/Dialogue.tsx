import type { Followup } from '@earshot/sdk/contract'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { api } from '../api/client.ts'
import { useAct } from '../api/act.ts'
import { shownKeys, singleKeys, useCommands } from '../command/commands.ts'
import { Button } from '../ui/Button.tsx'
import { Area, Form, Row } from '../ui/Field.tsx'
import { Fault, Hint, toast } from '../ui/States.tsx'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { Later, Skip } from './NotNow.tsx'
import { forget, useTyped } from './typed.ts'
import { visited } from './visited.ts'
import * as css from './Visit.css.ts'

type Answer = 'satisfied' | 'unsatisfied' | 'unreached' | 'later' | 'skip'

/** The script, step by step: greeting and question, then what the customer answers, then what to say to that. */
export function Dialogue({ visit }: { visit: Followup }) {
  const words = w().followup
  const [answer, setAnswer] = useTyped(visit.id, 'answer')
  const box = useRef<HTMLElement>(null)
  const can = (what: Followup['possible'][number]) => visit.possible.includes(what)
  const take = useAct(async () => visited(await api.followups.take(visit.id)))
  // By key one writes on at once. A finger would call up a keyboard that hides what to say.
  const byKey = useRef(false)
  const focus = () => box.current!.querySelector<HTMLElement>('textarea, input')?.focus()
  useLayoutEffect(() => {
    if (byKey.current) focus()
    byKey.current = false
  })
  const buttons = (
    [
      ['satisfied', 's', 'result'],
      ['unsatisfied', 'u', 'result'],
      ['later', 'l', 'again'],
      ['unreached', 'n', 'result'],
      ['skip', 'd', 'skip'],
    ] as const
  ).filter(([, , needs]) => can(needs))
  const chosen = buttons.find(([name]) => name === answer)?.[0]
  const write = (name: Answer) => {
    if (chosen === name) return focus()
    byKey.current = true
    setAnswer(name)
  }
  const begins = can('take') && visit.state === 'open'
  useCommands([
    ...(begins ? [{ id: 'take', label: words.take, keys: 't', run: () => take.run() }] : []),
    ...buttons.map(([name, keys]) => ({ id: `answer-${name}`, label: words[name], keys, run: () => write(name) })),
  ])
  const { script } = visit
  return (
    <>
      <section>
        <h3 class={css.label}>{words.script}</h3>
        <div class={css.say} lang={visit.language} dir="auto">
          <p>{script.greeting}</p>
          <p>{script.question}</p>
        </div>
      </section>
      {begins && (
        <Row>
          <Button
            kind="go"
            icon="call"
            keys={singleKeys.value ? 'T' : undefined}
            busy={take.busy.value}
            onClick={() => void take.run()}
          >
            {words.take}
          </Button>
          <Fault error={take.error.value} />
        </Row>
      )}
      <section ref={box} class={css.box} aria-label={words.answer} tabIndex={-1}>
        <h3 class={css.label}>{words.answer}</h3>
        <Row>
          {buttons.map(([name, keys]) => (
            <Button
              key={name}
              kind={name === 'skip' ? 'quiet' : 'plain'}
              keys={singleKeys.value ? keys.toUpperCase() : undefined}
              aria-pressed={chosen === name}
              onClick={() => setAnswer(chosen === name ? '' : name)}
            >
              {words[name]}
            </Button>
          ))}
        </Row>
        {chosen === 'later' && (
          <Later
            visit={visit}
            onDone={() => {
              setAnswer('')
              box.current!.focus()
            }}
          />
        )}
        {chosen === 'skip' && <Skip visit={visit} />}
        {(chosen === 'satisfied' || chosen === 'unsatisfied' || chosen === 'unreached') && (
          <Reached key={chosen} visit={visit} answer={chosen} />
        )}
      </section>
    </>
  )
}

function Reached({ visit, answer }: { visit: Followup; answer: 'satisfied' | 'unsatisfied' | 'unreached' }) {
  const words = w().followup
  const scores = answer === 'satisfied' ? [4, 5] : [1, 2, 3]
  const [said, setSaid] = useTyped(visit.id, 'words')
  const [score, setScore] = useTyped(visit.id, 'score', (kept) => (scores.includes(Number(kept)) ? kept : ''))
  const save = useAct(async () => {
    const reached = answer !== 'unreached'
    const done = await api.followups.result(visit.id, {
      reached,
      ...(reached ? { satisfied: answer === 'satisfied' } : {}),
      ...(reached && score ? { satisfaction: Number(score) } : {}),
      ...(said.trim() ? { words: said.trim() } : {}),
    })
    forget(visit.id)
    toast(words.done(visit.name ?? w().common.customer.none))
    visited(done)
  })
  useCommands([{ id: 'visit-save', label: words.save, keys: '$mod+Enter', run: () => save.run() }])
  const lines = answer === 'unreached' ? [] : visit.script[answer]
  return (
    <Form onSubmit={() => save.run()}>
      {lines.length > 0 && (
        <div class={css.say} lang={visit.language} dir="auto">
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p>{visit.script.thanks}</p>
        </div>
      )}
      {answer === 'unsatisfied' && <Hint>{visit.complaint ? words.reopens : words.opens}</Hint>}
      {answer !== 'unreached' && (
        <div role="group" aria-label={words.score}>
          <p class={css.label}>{words.score}</p>
          <div class={css.scores}>
            {scores.map((n) => (
              <Button
                key={n}
                aria-pressed={score === String(n)}
                kind={score === String(n) ? 'go' : 'plain'}
                aria-label={w().common.satisfaction.label(n)}
                onClick={() => setScore(score === String(n) ? '' : String(n))}
              >
                {number(n)}
              </Button>
            ))}
          </div>
        </div>
      )}
      <Area
        label={words.words}
        hint={words.wordsHint}
        optional
        value={said}
        onInput={(event) => setSaid(event.currentTarget.value)}
      />
      <Fault error={save.error.value} />
      <Row>
        <Button kind="go" type="submit" keys={shownKeys('$mod+Enter')} busy={save.busy.value}>
          {words.save}
        </Button>
      </Row>
    </Form>
  )
}
