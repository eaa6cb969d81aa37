import type { MailKind, MailTemplate, OutgoingMail } from '@earshot/sdk/contract'
import type { MailTemplateTable, OutboxTable } from '../database/schema.ts'
import { type MailSite, templateFor, WORDINGS } from './templates/render.ts'
import { placeholdersOf, type Topic, TOPICS } from './templates/topic.ts'

/** What staff may see of a row: whom it goes to and what became of it, not what it says. */
export function outgoingOf(row: OutboxTable): OutgoingMail {
  return {
    id: row.outbox_id,
    mail: row.topic,
    to: row.address,
    state: row.state,
    attempts: row.attempts,
    reason: row.reason,
    createdAt: new Date(row.created_at).toISOString(),
    nextAt: row.state === 'queued' ? new Date(row.due_at).toISOString() : null,
    endedAt: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
    messageId: row.message_id,
  }
}

/** Every mail, with whose wording it has in which language. */
export function kindsOf(own: readonly MailTemplateTable[]): MailKind[] {
  return (Object.keys(TOPICS) as Topic[]).map((topic) => {
    const mine = own.filter((row) => row.topic === topic).map((row) => row.language)
    return {
      mail: topic,
      to: TOPICS[topic].to,
      own: mine,
      builtin: Object.keys(WORDINGS).filter((tag) => !mine.includes(tag)),
      placeholders: placeholdersOf(topic),
    }
  })
}

/** What readers of a language get. */
export function templateOf(
  topic: Topic,
  asked: string,
  site: MailSite,
  own: readonly MailTemplateTable[],
): MailTemplate {
  const { language, template } = templateFor(topic, asked, site, own)
  const whose = own.some((row) => row.topic === topic && row.language === language) ? 'shop' : 'earshot'
  const { subject, body } = template
  return { mail: topic, language, whose, subject, body, placeholders: placeholdersOf(topic) }
}
