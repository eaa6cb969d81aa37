import { type Command, CUSTOMER_BODIES, type CustomerAct } from '@earshot/sdk/contract'
import type { Form, Wrong } from './form.ts'

/** What a form says, as the command that it is; or what is wrong with it. */
export type Read =
  | { command: Command; payload: Record<string, unknown>; version: number | undefined }
  | { wrong: Wrong }

/** Fields that each form may have, besides its version and the proof of the link. */
const FIELDS: Readonly<Record<CustomerAct, readonly string[]>> = {
  messages: ['words'],
  objection: ['words'],
  decision: ['accept', 'name', 'words', 'remedy'],
  confirmation: ['satisfied', 'words'],
  rating: ['score', 'words'],
  reopen: ['words'],
  withdraw: ['words'],
}

/** Forms that say nothing without words. */
const WORDY: ReadonlySet<CustomerAct> = new Set(['objection', 'reopen'])

/**
 * Reads a form as a command.
 *
 * @param signed whether to accept is to sign by name: a remedy, but not an explanation
 */
export function readAct(act: CustomerAct, { fields, photos }: Form, signed: boolean): Read {
  const known = [...FIELDS[act], 'version', 'proof']
  if (Object.keys(fields).some((name) => !known.includes(name))) return { wrong: 'unreadable' }
  // Browsers end lines with both signs, whatever was typed.
  const words = (fields['words'] ?? '').replaceAll('\r\n', '\n').trim()
  const told = words === '' ? {} : { words }
  const name = fields['name']?.trim() ?? ''
  const chosen = fields['accept'] ?? fields['satisfied']
  if ((act === 'decision' || act === 'confirmation') && chosen !== 'yes' && chosen !== 'no')
    return { wrong: 'unreadable' }
  if (act === 'messages' && words === '' && photos.length === 0) return { wrong: 'wordsOrPhoto' }
  if (words === '' && (WORDY.has(act) || chosen === 'no')) return { wrong: 'words' }
  if (signed && act === 'decision' && chosen === 'yes' && name === '') return { wrong: 'name' }
  if (act === 'rating' && !/^[1-5]$/.test(fields['score'] ?? '')) return { wrong: 'score' }
  const body = {
    ...told,
    ...(act === 'messages' && photos.length > 0 ? { attachments: photos } : {}),
    ...(act === 'decision' ? { accept: chosen === 'yes' } : {}),
    ...(act === 'decision' && name !== '' ? { name } : {}),
    ...(act === 'decision' && fields['remedy'] !== undefined ? { remedy: fields['remedy'] } : {}),
    ...(act === 'confirmation' ? { satisfied: chosen === 'yes' } : {}),
    ...(act === 'rating' ? { score: Number(fields['score']) } : {}),
  }
  const read = CUSTOMER_BODIES[act].safeParse(body)
  if (!read.success) {
    const { path, code } = read.error.issues[0]!
    if (path[0] === 'attachments') return { wrong: code === 'too_big' ? 'photoMany' : 'photo' }
    return { wrong: code === 'too_big' ? 'long' : 'unreadable' }
  }
  const version = /^\d{1,9}$/.test(fields['version'] ?? '') ? Number(fields['version']) : undefined
  return { ...commandOf(act, chosen === 'yes', body), version }
}

function commandOf(act: CustomerAct, yes: boolean, body: Record<string, unknown>) {
  const { accept: _, words, name, ...rest } = body
  const told = words === undefined ? {} : { words }
  switch (act) {
    case 'messages':
      return { command: 'reply' as const, payload: { ...told, ...rest } }
    case 'objection':
      return { command: 'object' as const, payload: told }
    case 'decision':
      return yes
        ? { command: 'accept' as const, payload: { ...(name === undefined ? {} : { name }), ...rest } }
        : { command: 'decline' as const, payload: { ...told, ...rest } }
    case 'confirmation':
      return { command: 'confirm' as const, payload: { ...told, ...rest } }
    case 'rating':
      return { command: 'rate' as const, payload: { ...told, ...rest } }
    default:
      return { command: act, payload: told }
  }
}
