import type { Rendered } from './templates/render.ts'

/** A mail, ready to go. */
export interface Message extends Rendered {
  /** Message-ID, in its angle brackets. */
  messageId: string
  /** Message-ID that all mails about one complaint refer to, so that readers show them as one conversation. */
  thread: string | undefined
  from: { name: string; address: string }
  to: { name: string | undefined; address: string }
  /** Where answers go; to the sender by default. */
  replyTo?: string | undefined
}

/** A way for mail out of the house. */
export interface Mailer {
  /** Names it in messages, never with a password. */
  readonly where: string
  /** Resolves, with what the other side said, when it has taken the mail. Rejects with a `MailFault`. */
  send(message: Message, signal?: AbortSignal): Promise<string>
  /** As far as one can go without sending: name, connection, TLS, sign-in. Rejects with a `MailFault`. */
  check(): Promise<void>
}

/** Headers by which other machines know that no person wrote this, and do not answer it. */
export const MACHINE_HEADERS = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
} as const

/** Headers by which a mail program ends such mails with one press (RFC 8058); none where somebody asked for it. */
export function endHeaders({ unsubscribe }: Pick<Message, 'unsubscribe'>): Record<string, string> {
  if (unsubscribe === undefined) return {}
  return { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}
