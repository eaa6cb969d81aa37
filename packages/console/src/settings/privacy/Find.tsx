import { useSignal } from '@preact/signals'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { go, href, param } from '../../shell/address.ts'
import { Button } from '../../ui/Button.tsx'
import { Form, Input, Row, Select } from '../../ui/Field.tsx'
import { Fault } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { Section } from '../Section.tsx'
import { s } from '../words.ts'
import { asked, knownBy } from './who.ts'

const WAYS = ['name', 'email', 'phone', 'order', 'complaint'] as const
type Way = (typeof WAYS)[number]

/** Asks who is meant; by a name several may be. */
export function Find() {
  const words = s().privacy
  const who = asked()
  const name = param('name')
  const [known, value] = who ? knownBy(who) : ['name' as const, name ?? '']
  const way = useSignal<Way>(known === 'customer' ? 'name' : known)
  const typed = useSignal(known === 'customer' ? '' : value)
  const find = () => {
    const value = typed.value.trim()
    if (value) go(href('/settings/privacy', { [way.value]: value }))
  }
  return (
    <Section title={words.find} explanation={words.findMore}>
      <Form onSubmit={find}>
        <div class={css.pair}>
          <Select
            label={words.by}
            value={way.value}
            options={WAYS.map((one) => [one, words.ways[one]])}
            onChange={(event) => (way.value = event.currentTarget.value as Way)}
          />
          <Input
            label={words.ways[way.value]}
            type={way.value === 'email' ? 'email' : 'text'}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </div>
        <Row>
          <Button kind={who ? 'plain' : 'go'} type="submit" icon="search">
            {words.findAct}
          </Button>
        </Row>
      </Form>
      {name && <Named name={name} />}
    </Section>
  )
}

export function useNamed(name: string | undefined) {
  return useQuery({
    queryKey: ['customers', 'named', name],
    queryFn: () => api.customers.list({ text: name! }),
    enabled: Boolean(name),
  })
}

/** Cards of that name. */
function Named({ name }: { name: string }) {
  const words = s().privacy
  const found = useNamed(name)
  if (!found.data) return <Fault error={found.error} again={() => found.refetch()} />
  const { items } = found.data
  if (items.length === 0) return <p class={css.note}>{words.nobodyNamed}</p>
  return (
    <Rows label={words.named}>
      {items.map(({ id, name, email, phone }) => (
        <Line
          key={id}
          href={href('/settings/privacy', { customer: id })}
          name={name ?? w().common.customer.none}
          more={[email, phone].filter(Boolean).join(' · ')}
        />
      ))}
    </Rows>
  )
}
