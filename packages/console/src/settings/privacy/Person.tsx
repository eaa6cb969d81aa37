import type { PersonFound, PersonQuery } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { useAct } from '../../api/act.ts'
import { api, whole } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { may } from '../../session/session.ts'
import { href } from '../../shell/address.ts'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Field.tsx'
import { Empty, Fault, Hint, Wait } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import { save } from '../export/save.ts'
import * as css from '../Rows.css.ts'
import { Facts } from '../Rows.tsx'
import { Section } from '../Section.tsx'
import { s } from '../words.ts'
import { counted } from './counted.ts'
import { Erase } from './Erase.tsx'
import { knownBy } from './who.ts'

export function usePerson(who: PersonQuery | undefined) {
  return useQuery({
    queryKey: ['person', who],
    queryFn: () => api.privacy.find(who!),
    retry: false,
    enabled: who !== undefined,
  })
}

/** What there is of somebody. */
export function Person({ who }: { who: PersonQuery }) {
  const words = s().privacy
  const [by, value] = knownBy(who)
  const found = usePerson(who)
  const card = found.data?.customers[0]
  const customer = useQuery({
    queryKey: ['customer', card],
    queryFn: () => api.customers.get(card!),
    enabled: card !== undefined,
  }).data
  if (found.isPending) return <Wait />
  const nothing = found.data && Object.values(found.data.counts).every((count) => count === 0)
  const gone = (found.error as { code?: string } | null)?.code
  if (nothing || gone === 'person_unknown' || gone === 'customer_unknown')
    return <Empty title={words.nothing}>{words.nothingMore}</Empty>
  if (!found.data) return <Fault error={found.error} again={() => found.refetch()} />
  const name = customer?.name ?? (by === 'customer' ? (customer?.keys[0]?.value ?? value) : value)
  const { counts, open, claimed } = found.data
  return (
    <>
      <Section
        title={<bdi>{name}</bdi>}
        explanation={words.thereIs}
        end={
          card && (
            <a class={css.anchor} href={href(`/customers/${card}`)}>
              {words.card}
            </a>
          )
        }
      >
        <Facts of={counted(counts)} />
        {claimed.length > 0 && <Hint>{words.claimed(claimed.length)}</Hint>}
        {open.length > 0 && <Hint>{words.open(open.join(', '))}</Hint>}
        <HandOver who={who} found={found.data} />
      </Section>
      {may('owner') && <Erase who={who} name={name} found={found.data} />}
    </>
  )
}

/** All of it as a file, line by line as it arrives. */
function HandOver({ who, found }: { who: PersonQuery; found: PersonFound }) {
  const words = s().privacy
  const lines = useSignal(0)
  const called = useRef(false)
  const act = useAct(async () => {
    lines.value = 0
    called.current = false
    const parts: string[] = []
    for await (const line of (await whole()).privacy.export(who)) {
      if (called.current) return
      parts.push(JSON.stringify(line), '\n')
      lines.value++
    }
    save(new Blob(parts, { type: 'application/jsonl' }), 'person.jsonl')
  })
  return (
    <>
      <Fault error={act.error.value} />
      <Row>
        <Button icon="download" busy={act.busy.value} onClick={() => void act.run()}>
          {words.export}
        </Button>
        {act.busy.value && (
          <>
            <span role="status">{words.lines(number(lines.value))}</span>
            <Button kind="quiet" onClick={() => (called.current = true)}>
              {words.stop}
            </Button>
          </>
        )}
        {found.counts.files > 0 && <span class={css.note}>{words.exportMore}</span>}
      </Row>
    </>
  )
}
