import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { Button } from '../ui/Button.tsx'
import { Copy } from '../ui/Copy.tsx'
import { Form, Input, Row } from '../ui/Field.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Fault, fieldError, Wait } from '../ui/States.tsx'
import { duration, exact, number, when } from '../words/format.ts'
import * as css from './Rows.css.ts'
import { Line, Rows } from './Rows.tsx'
import { PartPage, Section } from './Section.tsx'
import { s } from './words.ts'
import type { Seal } from '@earshot/sdk/contract'

const GUIDES = ['hosting', 'cli', 'staff', 'complaints', 'followups', 'webhooks', 'privacy', 'errors'] as const

/** What the server does by itself, and whether its books are in order. */
export default function Server() {
  const words = s().server
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: () => api.jobs(), refetchInterval: 30_000 })
  return (
    <PartPage name="server">
      <Section title={words.seal} explanation={words.sealMore}>
        <Day />
      </Section>
      <Section title={words.jobs} explanation={words.jobsMore}>
        <Fault error={jobs.error} again={() => jobs.refetch()} />
        {jobs.isPending && <Wait />}
        {jobs.data && (
          <Rows label={words.jobs}>
            {jobs.data.map(({ name, does, every, lastAt, running, failed }) => (
              <Line
                key={name}
                name={(words.job as Readonly<Record<string, string>>)[name] ?? does}
                more={`${name} · ${every < 60 ? words.always : words.every(duration(every * 1000))}`}
                tags={
                  <>
                    {failed && <Tag tone="warm">{words.failed}</Tag>}
                    {running && <Tag tone="accent">{words.running}</Tag>}
                  </>
                }
                end={lastAt ? <span title={exact(lastAt)}>{when(lastAt)}</span> : words.never}
              />
            ))}
          </Rows>
        )}
      </Section>
      {!jobs.isPending && <Guides />}
    </PartPage>
  )
}

function Guides() {
  const words = s().server
  return (
    <Section title={words.docs} explanation={words.docsMore}>
      <div class={css.chips}>
        {GUIDES.map((guide) => (
          <a key={guide} class={css.anchor} href={`/docs/${guide}`} target="_blank" rel="noopener">
            {words.guides[guide]}
          </a>
        ))}
        <a class={css.anchor} href="/openapi.json" target="_blank" rel="noopener">
          OpenAPI
        </a>
      </div>
    </Section>
  )
}

/** The hash over all histories at the end of a day, worked out anew. */
function Day() {
  const words = s().server
  const day = useSignal('')
  const mailed = useSignal('')
  const seal = useSignal<Seal | undefined>(undefined)
  const act = useAct(async () => {
    seal.value = await api.seal(day.value || undefined)
  })
  const found = seal.value
  return (
    <Form onSubmit={() => void act.run()}>
      <div class={css.pair}>
        <Input
          type="date"
          label={words.day}
          hint={words.dayHint}
          optional
          value={day.value}
          error={fieldError(act.error.value, 'day')}
          onInput={(event) => (day.value = event.currentTarget.value)}
        />
        <Input
          label={words.mailed}
          hint={words.mailedHint}
          optional
          value={mailed.value}
          onInput={(event) => (mailed.value = event.currentTarget.value.trim())}
        />
      </div>
      <Fault error={act.error.value} />
      <Row>
        <Button type="submit" busy={act.busy.value}>
          {words.verify}
        </Button>
      </Row>
      {found && (
        <div class={css.card} role="status">
          <p>
            {words.sealOf(exact(`${found.day}T12:00:00Z`, { dateStyle: 'long', timeZone: 'UTC' }), number(found.rows))}{' '}
            {mailed.value && (
              <Tag tone={mailed.value === found.head ? 'accent' : 'warm'}>
                {mailed.value === found.head ? words.same : words.differs}
              </Tag>
            )}
          </p>
          <Copy text={found.head} label={words.seal} />
        </div>
      )}
    </Form>
  )
}
