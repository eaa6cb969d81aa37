import type { OutgoingMail } from '@earshot/sdk/contract'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { hrefWith, param } from '../shell/address.ts'
import { Tabs } from '../shell/Panes.tsx'
import { Button } from '../ui/Button.tsx'
import { Row } from '../ui/Field.tsx'
import { Tag, When } from '../ui/Marks.tsx'
import { Empty, Fault, toast, Wait } from '../ui/States.tsx'
import { when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { fresh } from './fresh.ts'
import { Line, Rows } from './Rows.tsx'
import { PartPage, Section } from './Section.tsx'
import { s } from './words.ts'

const STATES = ['queued', 'sent', 'dead'] as const
const TONE = { queued: 'amber', sent: 'plain', dead: 'warm' } as const

/** What waits, went out, or did not. */
export default function Outbox() {
  const words = s().outbox
  const state = STATES.find((one) => one === param('state'))
  const pages = usePages({
    queryKey: ['outbox', state ?? ''],
    queryFn: (cursor) => api.mail.outbox({ ...(state && { state }), ...(cursor && { cursor }) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <PartPage name="outbox">
      <Section explanation={words.more}>
        <Tabs
          label={words.state}
          items={[
            { href: hrefWith({ state: undefined }), label: words.all, on: !state },
            ...STATES.map((one) => ({ href: hrefWith({ state: one }), label: words.states[one], on: one === state })),
          ]}
        />
        <Fault error={pages.error} again={() => pages.refetch()} />
        {pages.isPending ? (
          <Wait />
        ) : items.length === 0 ? (
          <Empty title={words.none}>{words.noneMore}</Empty>
        ) : (
          <Rows label={w().settings.parts.outbox}>
            {items.map((mail) => (
              <One key={mail.id} mail={mail} />
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
    </PartPage>
  )
}

function One({ mail: { id, mail, to, state, attempts, reason, createdAt, nextAt } }: { mail: OutgoingMail }) {
  const words = s().outbox
  const names = s().templates.mails as Readonly<Record<string, string>>
  const act = useAct(async () => {
    await api.mail.replay(id)
    await fresh('outbox')
    toast(words.replayed)
  })
  return (
    <Line
      name={names[mail] ?? mail}
      more={
        <>
          <bdi>{to}</bdi> · <When at={createdAt} />
          {attempts > 1 && ` · ${words.tries(attempts)}`}
          {reason && ` · ${reason}`}
          {state === 'queued' && nextAt && attempts > 0 && ` · ${words.next(when(nextAt))}`}
          <Fault error={act.error.value} />
        </>
      }
      tags={<Tag tone={TONE[state]}>{words.states[state]}</Tag>}
      end={
        state !== 'sent' && (
          <Button busy={act.busy.value} onClick={() => void act.run()}>
            {state === 'dead' ? words.replay : words.now}
          </Button>
        )
      }
    />
  )
}
