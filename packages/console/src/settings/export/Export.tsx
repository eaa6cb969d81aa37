import { PartPage, Section } from '../Section.tsx'
import { s } from '../words.ts'
import { Feedback } from './Feedback.tsx'
import { Orders } from './Orders.tsx'

/** What is taken along, and what is brought in. */
export default function Export() {
  const words = s().export
  return (
    <PartPage name="export">
      <Section title={words.feedback} explanation={words.feedbackMore}>
        <Feedback />
      </Section>
      <Section title={words.orders} explanation={words.ordersMore}>
        <Orders />
      </Section>
    </PartPage>
  )
}
