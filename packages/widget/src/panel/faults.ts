import type { Question } from '@earshot/sdk/contract'
import { clean, walk } from './flow.ts'
import type { Talk } from './talk.ts'

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** What keeps these questions from being sent, by question id or `contact.{field}`. */
export function faults(talk: Talk, questions: Question[]): Record<string, string> {
  const { given } = walk(talk)
  const faults: Record<string, string> = {}
  const said = (field: keyof Talk['draft']['contact']) => clean(talk.draft.contact[field] ?? '')
  for (const question of questions) {
    const { id, kind, required } = question
    if (kind === 'contact') {
      const { fields } = question
      const email = fields.includes('email') && said('email')
      const phone = fields.includes('phone') && said('phone')
      if (required && !fields.some(said)) faults[`contact.${fields[0]}`] = talk.word('reach')
      if (email && !MAIL.test(email)) faults['contact.email'] = talk.word('badEmail')
      if (phone && !/\d/.test(phone)) faults['contact.phone'] = talk.word('badPhone')
    } else if (required && given[id] === undefined) faults[id] = talk.word(kind === 'text' ? 'write' : 'choose')
  }
  return faults
}
