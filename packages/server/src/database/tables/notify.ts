/** Something to be sent to somebody, written in the transaction of what causes it. See notify/outbox.ts. */
export interface OutboxTable {
  site_id: string
  /** UUIDv7: in the order of writing. */
  outbox_id: string
  kind: 'mail'
  topic: string
  /** Where it goes. */
  address: string
  /** The complaint that it is about. */
  feedback_id: string | null
  /** JSON: { name, language, values }; `{}` once it is sent, as nothing needs the words any more. */
  payload: string
  created_at: number
  /** Not before this. While somebody is at it: when they are taken for gone. */
  due_at: number
  /** After this it is not sent any more. */
  stale_at: number
  /** Which of an address's places a day it takes before it goes; see CAP of notify/quota.ts. 0: none, or it has one. */
  capped: number
  attempts: number
  /** How often it may have gone out without our knowing: the process ended, or the line broke, before the answer. */
  unsure: number
  state: 'queued' | 'sent' | 'dead'
  /** Why it waits or is dead, in the other side's words where there are some. */
  reason: string | null
  /** Set while a server is at it. */
  claimed_until: number | null
  /** Message-ID, the same at every try, by which a second copy is known for what it is. */
  message_id: string | null
  ended_at: number | null
}

/** When mails went to a customer's address. */
export interface MailQuotaTable {
  site_id: string
  /** The address in lower case. */
  mailbox: string
  /** JSON: number[], of the last day. */
  times: string
  last_at: number
}

/** A shop's own wording of a mail. */
export interface MailTemplateTable {
  site_id: string
  topic: string
  language: string
  subject: string
  body: string
  changed_at: number
}

/** What became of a job; `site_id` is empty, as jobs are the server's. */
export interface JobRunTable {
  site_id: string
  job: string
  next_at: number
  /** Set while a server is at it. */
  claimed_until: number | null
  started_at: number | null
  ended_at: number | null
  /** What the last run did, counted. */
  done: number
  /** Runs in a row that failed. */
  failures: number
  /** Why the last run failed. */
  error: string | null
}

/** How a site's own mail goes out, where the operator set no way. See notify/settings.ts. */
export interface MailSettingsTable {
  site_id: string
  /** JSON: OwnMail. */
  data: string
  /** Sealed; see notify/sealed.ts. */
  password: string | null
  changed_at: number
}

export interface NotifyTables {
  outbox: OutboxTable
  mail_quota: MailQuotaTable
  mail_template: MailTemplateTable
  mail_settings: MailSettingsTable
  job_run: JobRunTable
}

export const NOTIFY_KEYS = {
  outbox: ['site_id', 'outbox_id'],
  mail_quota: ['site_id', 'mailbox'],
  mail_template: ['site_id', 'topic', 'language'],
  mail_settings: ['site_id'],
  job_run: ['site_id', 'job'],
} as const
