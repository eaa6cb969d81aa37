import type { Followup } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { api } from '../api/client.ts'
import { useAct } from '../api/act.ts'
import { singleKeys, useCommands } from '../command/commands.ts'
import { Button } from '../ui/Button.tsx'
import { Area, Form, Input, Row } from '../ui/Field.tsx'
import { Fault, Hint, toast } from '../ui/States.tsx'
import { exact, number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { keep, recall, recallText } from '../draft/draft.ts'
import { visited } from './visited.ts'
import { localInput } from './time.ts'
import * as css from './Visit.css.ts'

type Answer = 'satisfied' | 'unsatisfied' | 'unreached' | 'later' | 'skip'

/** The script, step by step: greeting and question, then what the customer answers, then what to say to that. */
export function Dialogue({ visit }: { visit: Followup }) {
  const words = w().followup
  const answer = useSignal<Answer | undefined>(recall(`followup/${visit.id}/answer`) as Answer | undefined)
  const can = (what: Followup['possible'][number]) => visit.possible.includes(what)
  const take = useAct(async () => visited(await api.followups.take(visit.id)))
  const choose = (to: Answer | undefined) => {
    answer.value = to
    keep(`followup/${visit.id}/answer`, to)
  }
  const buttons = (
    [
      ['satisfied', 's', 'result'],
      ['unsatisfied', 'u', 'result'],
      ['later', 'l', 'again'],
      ['unreached', 'n', 'result'],
      ['skip', 'd', 'skip'],
    ] as const
  ).filter(([, , needs]) => can(needs))
  useCommands(
    buttons.map(([name, keys]) => ({ id: `answer-${name}`, label: words[name], keys, run: () => choose(name) })),
  )
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
      {can('take') && visit.state === 'open' && (
        <Row>
          <Button kind="go" icon="call" busy={take.busy.value} onClick={() => void take.run()}>
            {words.take}
          </Button>
          <Fault error={take.error.value} />
        </Row>
      )}
      <section class={css.box} aria-label={words.answer}>
        <h3 class={css.label}>{words.answer}</h3>
        <Row>
          {buttons.map(([name, keys]) => (
            <Button
              key={name}
              kind={name === 'skip' ? 'quiet' : 'plain'}
              keys={singleKeys.value ? keys.toUpperCase() : undefined}
              aria-pressed={answer.value === name}
              onClick={() => choose(answer.value === name ? undefined : name)}
            >
              {words[name]}
            </Button>
          ))}
        </Row>
        {answer.value === 'later' && <Later visit={visit} />}
        {answer.value === 'skip' && <Skip visit={visit} />}
        {(answer.value === 'satisfied' || answer.value === 'unsatisfied' || answer.value === 'unreached') && (
          <Reached key={answer.value} visit={visit} answer={answer.value} />
        )}
      </section>
    </>
  )
}

function Reached({ visit, answer }: { visit: Followup; answer: 'satisfied' | 'unsatisfied' | 'unreached' }) {
  const words = w().followup
  const draft = `followup/${visit.id}/words`
  const said = useSignal(recallText(draft))
  const score = useSignal<number | undefined>(undefined)
  const save = useAct(async () => {
    const reached = answer !== 'unreached'
    const done = await api.followups.result(visit.id, {
      reached,
      ...(reached ? { satisfied: answer === 'satisfied' } : {}),
      ...(reached && score.value ? { satisfaction: score.value } : {}),
      ...(said.value.trim() ? { words: said.value.trim() } : {}),
    })
    keep(draft, undefined)
    keep(`followup/${visit.id}/answer`, undefined)
    toast(words.done(visit.name ?? w().common.customer.none))
    visited(done)
  })
  const lines = answer === 'unreached' ? [] : visit.script[answer]
  const scores = answer === 'satisfied' ? [4, 5] : [1, 2, 3]
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
                aria-pressed={score.value === n}
                kind={score.value === n ? 'go' : 'plain'}
                aria-label={w().common.satisfaction.label(n)}
                onClick={() => (score.value = score.value === n ? undefined : n)}
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
        value={said.value}
        onInput={(event) => {
          said.value = event.currentTarget.value
          keep(draft, said.value)
        }}
      />
      <Fault error={save.error.value} />
      <Row>
        <Button kind="go" type="submit" busy={save.busy.value}>
          {words.save}
        </Button>
      </Row>
    </Form>
  )
}

function Later({ visit }: { visit: Followup }) {
  const words = w().followup
  const at = useSignal(localInput(Date.now() + 3 * 3_600_000))
  const why = useSignal('')
  const plan = useAct(async () => {
    const planned = await api.followups.again(visit.id, {
      at: new Date(at.value).toISOString(),
      ...(why.value.trim() ? { words: why.value.trim() } : {}),
    })
    keep(`followup/${visit.id}/answer`, undefined)
    toast(words.done(visit.name ?? w().common.customer.none))
    visited(planned)
  })
  return (
    <Form onSubmit={() => plan.run()}>
      <div class={css.say} lang={visit.language} dir="auto">
        <p>{visit.script.later}</p>
      </div>
      <Input
        label={words.againAt}
        type="datetime-local"
        required
        value={at.value}
        max={visit.againUntil ? localInput(Date.parse(visit.againUntil)) : undefined}
        hint={visit.againUntil ? words.againUntil(exact(visit.againUntil)) : words.lastTry}
        onInput={(event) => (at.value = event.currentTarget.value)}
      />
      <Input
        label={words.why}
        optional
        value={why.value}
        onInput={(event) => (why.value = event.currentTarget.value)}
      />
      <Fault error={plan.error.value} />
      <Row>
        <Button kind="go" type="submit" busy={plan.busy.value}>
          {words.again}
        </Button>
      </Row>
    </Form>
  )
}

function Skip({ visit }: { visit: Followup }) {
  const words = w().followup
  const why = useSignal('')
  const skip = useAct(async () => {
    visited(await api.followups.skip(visit.id, why.value.trim()))
    keep(`followup/${visit.id}/answer`, undefined)
  })
  return (
    <Form onSubmit={() => skip.run()}>
      <Input
        label={words.skipWhy}
        required
        value={why.value}
        onInput={(event) => (why.value = event.currentTarget.value)}
      />
      <Fault error={skip.error.value} />
      <Row>
        <Button kind="danger" type="submit" busy={skip.busy.value} disabled={!why.value.trim()}>
          {words.skip}
        </Button>
      </Row>
    </Form>
  )
}
