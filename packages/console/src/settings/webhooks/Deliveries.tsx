import type { Delivery } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { usePages, useQuery } from '../../api/query.ts'
import { hrefWith, param } from '../../shell/address.ts'
import { Tabs } from '../../shell/Panes.tsx'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Field.tsx'
import { Tag, When } from '../../ui/Marks.tsx'
import { Empty, Fault, toast, Wait } from '../../ui/States.tsx'
import { number, when } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { fresh } from '../fresh.ts'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { Section } from '../Section.tsx'
import { s } from '../words.ts'

const STATES = ['queued', 'sent', 'dead'] as const
const TONE = { queued: 'amber', sent: 'plain', dead: 'warm' } as const

/** What became of each event. */
export function Deliveries({ id }: { id: string }) {
  const words = s().webhooks
  const state = STATES.find((one) => one === param('state'))
  const pages = usePages({
    queryKey: ['deliveries', id, state ?? ''],
    queryFn: (cursor) => api.webhooks.deliveries(id, { ...(state && { state }), ...(cursor && { cursor }) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const replay = useAct(async () => {
    const count = await api.webhooks.replay(id)
    await fresh('deliveries')
    toast(words.replayed(count))
  })
  return (
    <Section
      title={words.log}
      explanation={words.logMore}
      end={
        <>
          <Button kind="quiet" busy={pages.isFetching} onClick={() => void pages.refetch()}>
            {w().common.act.reload}
          </Button>
          {items.some((one) => one.state === 'dead') && (
            <Button busy={replay.busy.value} onClick={() => void replay.run()}>
              {words.replayAll}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        label={words.log}
        items={[
          { href: hrefWith({ state: undefined }), label: s().outbox.all, on: !state },
          ...STATES.map((one) => ({ href: hrefWith({ state: one }), label: words.became[one], on: one === state })),
        ]}
      />
      <Fault error={pages.error ?? replay.error.value} again={() => pages.refetch()} />
      {pages.isPending ? (
        <Wait />
      ) : items.length === 0 ? (
        <Empty title={words.noLog}>{words.noLogMore}</Empty>
      ) : (
        <Rows label={words.log}>
          {items.map((one) => (
            <One key={one.event} webhook={id} delivery={one} />
          ))}
        </Rows>
      )}
      {pages.hasNextPage && (
        <Row>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {w().common.act.loadMore}
          </Button>
        </Row>
      )}
    </Section>
  )
}

/** JSON as people read it. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

function One({ webhook, delivery }: { webhook: string; delivery: Delivery }) {
  const words = s().webhooks
  const { event, type, state, createdAt, attempts, nextAt, took, status, answer, reason } = delivery
  const act = useAct(async () => {
    await api.webhooks.replay(webhook, event)
    await fresh('deliveries')
  })
  const open = useSignal(false)
  const told = useQuery({
    queryKey: ['message', webhook, event],
    queryFn: () => api.webhooks.message(webhook, event),
    enabled: open.value,
  })
  const about = [
    attempts > 0 && words.tries(attempts),
    status !== null && words.status(status),
    took !== null && words.took(number(took)),
    state === 'queued' && nextAt && attempts > 0 && words.next(when(nextAt)),
  ].filter(Boolean)
  return (
    <Line
      name={type}
      more={
        <>
          <When at={createdAt} /> · {about.join(' · ')}
          {reason && <span class={css.wrong}> {reason}</span>}
          <Fault error={act.error.value} />
          <details onToggle={(event) => (open.value = event.currentTarget.open)}>
            <summary>{words.details}</summary>
            <code class={css.code} tabIndex={0} role="group" aria-label={words.details}>
              {`webhook-id: ${event}`}
              {told.data && `\n\n${pretty(told.data.body)}`}
            </code>
            <Fault error={told.error} />
            {answer && (
              <>
                <p class={css.legend}>{words.answer}</p>
                <code class={css.code} tabIndex={0} role="group" aria-label={words.answer}>
                  {answer}
                </code>
              </>
            )}
          </details>
        </>
      }
      tags={<Tag tone={TONE[state]}>{words.became[state]}</Tag>}
      end={
        <Button kind="quiet" busy={act.busy.value} onClick={() => void act.run()}>
          {words.replay}
        </Button>
      }
    />
  )
}
