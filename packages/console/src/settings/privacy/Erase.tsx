import type { Erasure, PersonFound, PersonQuery } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form, Input, Row } from '../../ui/Field.tsx'
import { Fault, fieldError, Hint } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import { fresh } from '../fresh.ts'
import { Facts } from '../Rows.tsx'
import { Section } from '../Section.tsx'
import { s } from '../words.ts'
import { Coming } from './Coming.tsx'
import { counted } from './counted.ts'

/** Whether two names are the same to whoever types one. */
const alike = (a: string, b: string) =>
  a.trim().normalize('NFC').toLowerCase() === b.trim().normalize('NFC').toLowerCase()

/** Takes somebody's data away for good, once their name is typed. */
export function Erase({ who, name, found }: { who: PersonQuery; name: string; found: PersonFound }) {
  const words = s().privacy
  const open = useSignal(false)
  const typed = useSignal('')
  const reason = useSignal('')
  const erasure = useSignal<Erasure | undefined>(undefined)
  const act = useAct(async () => {
    erasure.value = await api.privacy.erase({ ...who, reason: reason.value })
    open.value = false
    await fresh('erasures', 'customers', 'customer', 'feedback', 'complaints', 'complaint', 'desk')
  })
  if (erasure.value)
    return (
      <Section title={words.erasing}>
        <Coming erasure={erasure.value} />
      </Section>
    )
  return (
    <Section title={words.erase} explanation={words.eraseMore}>
      <Row>
        <Button kind="danger" icon="trash" onClick={() => (open.value = true)}>
          {words.erase}…
        </Button>
      </Row>
      {open.value && (
        <Dialog title={words.eraseTitle(name)} onClose={() => (open.value = false)}>
          <p>{words.willGo}</p>
          <Facts of={counted(found.counts).filter(([, count]) => count > 0)} />
          {found.open.length > 0 && <Hint>{words.willClose(found.open.join(', '))}</Hint>}
          <p>{words.willStay}</p>
          <Form onSubmit={() => alike(typed.value, name) && void act.run()}>
            <Input
              label={words.reason}
              hint={words.reasonHint}
              value={reason.value}
              error={fieldError(act.error.value, 'reason')}
              onInput={(event) => (reason.value = event.currentTarget.value)}
            />
            <Input
              label={words.typeName(name)}
              autocomplete="off"
              value={typed.value}
              onInput={(event) => (typed.value = event.currentTarget.value)}
            />
            <Fault error={act.error.value} />
            <Row>
              <Button
                kind="danger"
                type="submit"
                busy={act.busy.value}
                disabled={!alike(typed.value, name) || reason.value.trim().length < 3}
              >
                {words.eraseNow}
              </Button>
              <Button onClick={() => (open.value = false)}>{w().common.act.cancel}</Button>
            </Row>
          </Form>
        </Dialog>
      )}
    </Section>
  )
}
