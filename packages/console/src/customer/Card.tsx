import type { Customer } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale, useQuery } from '../api/query.ts'
import { Spark } from '../complaint/Spark.tsx'
import { useCommands } from '../command/commands.ts'
import { keep, recallText } from '../draft/draft.ts'
import { may } from '../session/session.ts'
import { href } from '../shell/address.ts'
import { Answer } from '../shell/Answer.tsx'
import { Bar } from '../shell/Panes.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Area, Form, Row } from '../ui/Field.tsx'
import { Tag, When } from '../ui/Marks.tsx'
import { Fault } from '../ui/States.tsx'
import { day, languageName, money, number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { EditCard } from './EditCard.tsx'
import { Part } from './Part.tsx'
import { counted } from './say.ts'
import { Story } from './Story.tsx'
import { Same } from './Same.tsx'
import * as css from './Card.css.ts'

/** Everything about one person. */
export function Card({ id, back }: { id: string; back: string }) {
  const words = w().customer
  const editing = useSignal(false)
  const query = useQuery({ queryKey: ['customer', id], queryFn: () => api.customers.get(id) })
  const card = query.data
  useCommands(card ? [{ id: 'edit', label: words.edit, keys: 'e', run: () => (editing.value = true) }] : [])
  return (
    <>
      <Bar
        title={card ? (card.name ?? w().common.customer.none) : ''}
        level={2}
        back={back}
        end={
          card && (
            <>
              {may('owner') && (
                <LinkButton kind="quiet" href={href('/settings/privacy', { customer: id })}>
                  {words.privacy}
                </LinkButton>
              )}
              <Button icon="edit" onClick={() => (editing.value = true)}>
                {w().common.act.edit}
              </Button>
            </>
          )
        }
      >
        {card?.member && <Tag tone="accent">{words.member}</Tag>}
      </Bar>
      <Answer query={query}>{(card) => <Whole card={card} />}</Answer>
      {card && editing.value && <EditCard card={card} onClose={() => (editing.value = false)} />}
    </>
  )
}

function Whole({ card }: { card: Customer }) {
  const words = w().customer
  const answers = card.satisfaction.reduce((sum, { count }) => sum + count, 0)
  const mean = card.satisfaction.reduce((sum, { mean, count }) => sum + mean * count, 0) / Math.max(1, answers)
  const figures: [name: string, value: string, more?: string | undefined][] = [
    [words.orders, number(card.orders.total), card.orders.lastAt ? day(card.orders.lastAt) : undefined],
    ...Object.entries(card.orders.value).map(([currency, sum]): [string, string] => [
      words.spent,
      money(sum, currency),
    ]),
    [words.complaints, counted(card.complaints.length)],
    [words.feedback, number(card.feedback.total)],
    ...(answers > 0
      ? [
          [words.satisfaction, number(mean, { maximumFractionDigits: 1 }), words.satisfactionOf(number(answers))] as [
            string,
            string,
            string,
          ],
        ]
      : []),
  ]
  return (
    <div class={css.inner}>
      <div class={css.figures}>
        {figures.map(([name, value, more]) => (
          <div key={`${name} ${value}`} class={css.figure}>
            <span class={css.small}>{name}</span>
            <span class={css.big}>{value}</span>
            {more && <span class={css.small}>{more}</span>}
          </div>
        ))}
      </div>
      <div class={css.spark}>
        <Spark months={card.satisfaction} />
      </div>
      <Same card={card} />
      <div class={css.two}>
        <div class={css.column}>
          <Notes card={card} />
          <Story card={card} />
        </div>
        <About card={card} />
      </div>
    </div>
  )
}

/** An address that is too long for its line goes on below at one of its parts, not within its last letters. */
function breakable(value: string): ComponentChildren {
  return value.split(/(?=[@.])/).flatMap((part, i) => (i === 0 ? [part] : [<wbr key={i} />, part]))
}

function About({ card }: { card: Customer }) {
  const words = w().customer
  const facts: [string, ComponentChildren][] = [
    ...card.keys.map(({ kind, value, by }): [string, ComponentChildren] => [
      words.keys[kind],
      <span title={words.by[by]} dir="auto">
        {breakable(value)}
      </span>,
    ]),
    ...(card.language ? [[words.language, languageName(card.language)] as [string, string]] : []),
    ...(card.timeZone ? [[words.timeZone, card.timeZone] as [string, string]] : []),
    ...(card.quiet ? [[words.quiet, `${card.quiet.from} ${words.until} ${card.quiet.until}`] as [string, string]] : []),
    ...card.days.map(({ name, date }): [string, string] => [name, date]),
  ]
  return (
    <div class={css.column}>
      <Part title={words.known}>
        <dl class={css.facts}>
          {facts.map(([name, value]) => (
            <>
              <dt class={css.small}>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      </Part>
      {Object.keys(card.consent).length > 0 && (
        <Part title={words.consent}>
          <Row>
            {(Object.keys(words.ways) as (keyof typeof words.ways)[]).map((way) => {
              const consent = card.consent[way]
              return (
                consent && (
                  <Tag key={way} tone={consent.given ? 'accent' : 'warm'} title={day(consent.at)}>
                    {consent.given ? '✓' : '✕'} {words.ways[way]}
                  </Tag>
                )
              )
            })}
          </Row>
        </Part>
      )}
    </div>
  )
}

function Notes({ card }: { card: Customer }) {
  const words = w().customer
  const draft = `customer/${card.id}/note`
  const typed = useSignal(recallText(draft))
  const add = useAct(async () => {
    await api.customers.note(card.id, typed.value.trim())
    typed.value = ''
    keep(draft, undefined)
    stale('customer', card.id)
  })
  return (
    <Part title={words.notes}>
      {card.notes.map(({ id, at, author, words: said }) => (
        <div key={id} class={css.note} dir="auto">
          <span class={css.small}>
            {author} · <When at={at} />
          </span>
          <br />
          {said}
        </div>
      ))}
      <Form onSubmit={() => typed.value.trim() && add.run()}>
        <Area
          label={words.addNote}
          hint={words.noteHint}
          rows={2}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
            keep(draft, typed.value)
          }}
        />
        <Fault error={add.error.value} />
        {typed.value.trim() && (
          <Row>
            <Button kind="go" type="submit" busy={add.busy.value}>
              {words.addNote}
            </Button>
          </Row>
        )}
      </Form>
    </Part>
  )
}
