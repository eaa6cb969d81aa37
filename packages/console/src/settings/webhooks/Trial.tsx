import type { WebhookTest } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Field.tsx'
import { Tag } from '../../ui/Marks.tsx'
import { Fault } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import * as css from '../Rows.css.ts'
import { Section } from '../Section.tsx'
import { s } from '../words.ts'

/** Sends a message now, and shows what came of it. */
export function Trial({ id }: { id: string }) {
  const words = s().webhooks
  const result = useSignal<WebhookTest | undefined>(undefined)
  const act = useAct(async () => {
    result.value = undefined
    result.value = await api.webhooks.test(id)
  })
  const found = result.value
  return (
    <Section title={words.trial} explanation={words.trialMore}>
      <Fault error={act.error.value} />
      <Row>
        <Button icon="send" busy={act.busy.value} onClick={() => void act.run()}>
          {words.test}
        </Button>
        <span role="status">
          {found && (
            <Tag tone={found.ok ? 'accent' : 'warm'}>
              {found.ok ? words.arrived(number(found.took)) : (found.reason ?? words.failed)}
              {found.status !== null && ` · ${found.status}`}
            </Tag>
          )}
        </span>
      </Row>
      {found?.answer && (
        <pre class={css.code} tabIndex={0} role="group" aria-label={words.answer}>
          {found.answer}
        </pre>
      )}
    </Section>
  )
}
