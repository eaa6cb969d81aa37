import type { Channel, ClockKind, Outcome, Severity, Stage, TaskKind } from '@earshot/sdk/contract'
import type { Role } from '../staff/roles.ts'

/*
 * Every primary key starts with `site_id`: tenants cannot mix, and the tables can be spread over machines by site.
 * Times are Unix milliseconds, truths are 0 or 1, and JSON is text, so that both engines keep the same values.
 */

export interface SiteTable {
  site_id: string
  /** Public key, `pk_…`. */
  key: string
  name: string
  /** JSON: the public settings but key, name, test and moments. */
  settings: string
  /** JSON: string[]; see guard/origin.ts for what an entry may be. */
  origins: string
  /** IANA name, such as `Asia/Seoul`; complaint numbers begin anew with its year. */
  time_zone: string
  /** JSON: requests a minute, `{ address?, site? }`. */
  limits: string
  test: number
  /** Secret (base64url) that the shop's back end signs order tokens with. */
  signing_key: string
  created_at: number
}

interface MomentTable {
  site_id: string
  moment: string
  version: number
  /** `builtin`: a copy of what was asked. `shop`: the shop's own edit, which replaces the built-in moment. */
  origin: 'builtin' | 'shop'
  /** JSON: Moment. */
  data: string
  created_at: number
}

export interface ApiKeyTable {
  site_id: string
  key_id: string
  /** SHA-256 of the key, hex. The key itself is not kept. */
  hash: string
  role: Role
  label: string
  created_at: number
  last_used_at: number | null
  revoked_at: number | null
}

export interface FeedbackTable {
  site_id: string
  feedback_id: string
  moment: string
  moment_version: number
  received_at: number
  satisfaction: number | null
  /** JSON: by question id. */
  answers: string
  /** JSON: Contact. */
  contact: string | null
  order_id: string | null
  /** JSON: Order without its token, with `proven`. */
  order_data: string | null
  /** JSON: Product. */
  product: string | null
  /** JSON: string[]. */
  attachments: string
  locale: string | null
  /** JSON: Page. */
  page: string | null
  /** JSON: Flag[]. */
  flags: string
  test: number
  /** Whether the customer asked for it to be treated as a complaint. */
  wanted: number
  /** Lower-cased words of answers, contact and order, for the inbox's text filter. */
  search: string
}

export interface ComplaintTable {
  site_id: string
  feedback_id: string
  /** `2026-000123`, counted by site and year. */
  number: string
  /** Random part of the private link. */
  token: string
  stage: Stage
  opened_at: number
  /** Rows in its history; every change adds at least one. */
  version: number
  /** Hash of the last of them. */
  head: string
  /** Who judges: 0 an agent, 1 a manager, 2 an owner. */
  level: number
  outcome: Outcome | null
  closed_at: number | null
  /** Whether a person has answered. */
  replied: number
  /** Whether a question to the customer is open. */
  asked: number
  /** Whether a promised date is still to be kept. */
  promised: number
  /** Whether the visit after closing is still to come. */
  followup: number
  /** Since when the shop waits for the customer. */
  waiting_since: number | null
  reminded: number
  /** When the next of its running clocks is due. */
  due_at: number | null
  /** Id of the member of staff who is responsible. */
  assignee: string | null
  department_id: string | null
  category_id: string | null
  severity: Severity
  /** Whether somebody's safety is at stake. */
  safety: number
  /** Root cause. */
  cause: string | null
  /** The amount argued about, in minor units. */
  disputed: number | null
  disputed_currency: string | null
  channel: Channel
  /** Name of who brought it in; null where the customer did. */
  recorded_by: string | null
  /** When it was said, where that was before it was recorded. */
  said_at: number | null
  /** The customer's language; null where only the site's own is known. */
  language: string | null
  /** Number of the complaint that it became part of. */
  merged_into: string | null
  /** How the customer found it handled, 1 to 5. */
  rating: number | null
}

/** What was done to a complaint; never changed, but that payload and salt go when the customer is erased. */
export interface ComplaintHistoryTable {
  site_id: string
  feedback_id: string
  /** From 1. */
  seq: number
  at: number
  /** JSON: { kind, id?, name? }. */
  actor: string
  command: string
  /** Where it stood afterwards. */
  stage: Stage
  /** JSON: what the command carried. */
  payload: string | null
  salt: string | null
  /** SHA-256 of salt and payload. */
  digest: string
  /** SHA-256 of the row before, and of this one without payload and salt. */
  hash: string
}

export interface ComplaintMessageTable {
  site_id: string
  feedback_id: string
  /** UUIDv7: in the order of writing. */
  message_id: string
  at: number
  by: 'customer' | 'staff'
  /** Name of the member of staff. */
  author: string | null
  words: string
  /** Whether only staff read it. */
  note: number
  /** JSON: string[]. */
  attachments: string
}

export interface RemedyTable {
  site_id: string
  feedback_id: string
  remedy_id: string
  at: number
  state: 'proposed' | 'passed' | 'offered' | 'accepted' | 'declined' | 'revised' | 'failed'
  cost: number
  /** JSON: Proposal. */
  plan: string
  /** The customer's name as signature. */
  signed_by: string | null
  signed_at: number | null
}

export interface TaskTable {
  site_id: string
  feedback_id: string
  task_id: string
  at: number
  kind: TaskKind
  words: string | null
  department_id: string | null
  due_at: number | null
  state: 'open' | 'done' | 'failed' | 'dropped'
  result: string | null
  ended_at: number | null
}

/** A promise with a due time. See promise/clocks.ts. */
export interface ClockTable {
  site_id: string
  feedback_id: string
  clock_id: string
  kind: ClockKind
  /** Whether it counts working hours. */
  working: number
  started_at: number
  total_ms: number
  /** Since when `left_ms` counts: its start, or when it went on after a pause. */
  resumed_at: number
  left_ms: number
  due_at: number
  /** As promised at first, before any change of policy or calendar. */
  first_due_at: number
  paused_at: number | null
  stopped_at: number | null
  /** Levels of escalation done. */
  escalated: number
  /** When the next level is due; null when none is, or while it stands still. */
  next_at: number | null
}

/** How long a site's clocks run, when it works, and who may spend how much. */
export interface PolicyTable {
  site_id: string
  /** JSON: Policy of promise/policy.ts, where it differs from the default. */
  data: string
  changed_at: number
}

interface ComplaintCounterTable {
  site_id: string
  year: number
  last: number
}

/** A photo that was uploaded; its bytes are in `attachment_data`. */
export interface AttachmentTable {
  site_id: string
  /** Random; 22 characters of base64url. */
  attachment_id: string
  kind: 'photo'
  /** Media type, of our own encoding. */
  type: string
  /** Of all variants together. */
  bytes: number
  width: number
  height: number
  created_at: number
  /** `feedback:{id}` or `message:{id}`, whichever names it; what nothing names is deleted after a day. */
  claimed_by: string | null
  /** Id of the feedback whose complaint's link may read it. */
  complaint: string | null
}

export interface AttachmentDataTable {
  site_id: string
  attachment_id: string
  variant: 'full' | 'thumb'
  data: Uint8Array
}

export interface StaffTable {
  site_id: string
  staff_id: string
  name: string
  /** Lower case. */
  email: string
  role: Role
  /** As `staff/password.ts` writes it; null until one was set. */
  password: string | null
  department_id: string | null
  /** JSON: string[]. */
  skills: string
  absent_from: number | null
  /** Null while `absent_from` is set: until further notice. */
  absent_until: number | null
  created_at: number
  disabled_at: number | null
}

export interface SessionTable {
  site_id: string
  /** SHA-256 of the cookie's token, hex. */
  hash: string
  staff_id: string
  created_at: number
  /** To the hour. */
  seen_at: number
  expires_at: number
}

/** A link that works once. */
export interface StaffTokenTable {
  site_id: string
  /** SHA-256 of the token, hex. */
  hash: string
  /** Null for the set-up link, which makes the first owner. */
  staff_id: string | null
  purpose: 'setup' | 'invite' | 'reset'
  expires_at: number
  used_at: number | null
}

/** Tries to sign in, by account and by address, within the time that they count for. */
export interface SignInTryTable {
  site_id: string
  /** SHA-256 of the account or the address, hex. */
  subject: string
  tries: number
  /** Then the count begins anew. */
  until: number
}

export interface DepartmentTable {
  site_id: string
  department_id: string
  name: string
  /** Id of the member of staff who leads it. */
  lead: string | null
}

export interface CategoryTable {
  site_id: string
  category_id: string
  parent_id: string | null
  /** JSON: Text. */
  label: string
  department_id: string | null
  skill: string | null
  safety: number
}

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
  /** 1: it takes one of the three places a day of its address before it goes. */
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

/** When mails went to an address that nobody has verified. */
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

/** Written and emptied by `check()` to learn whether the store takes writes. */
interface ProbeTable {
  site_id: string
  filler: string
}

export interface Tables {
  site: SiteTable
  moment: MomentTable
  api_key: ApiKeyTable
  feedback: FeedbackTable
  complaint: ComplaintTable
  complaint_counter: ComplaintCounterTable
  complaint_history: ComplaintHistoryTable
  complaint_message: ComplaintMessageTable
  remedy: RemedyTable
  task: TaskTable
  clock: ClockTable
  policy: PolicyTable
  staff: StaffTable
  session: SessionTable
  staff_token: StaffTokenTable
  sign_in_try: SignInTryTable
  department: DepartmentTable
  category: CategoryTable
  attachment: AttachmentTable
  attachment_data: AttachmentDataTable
  outbox: OutboxTable
  mail_quota: MailQuotaTable
  mail_template: MailTemplateTable
  job_run: JobRunTable
  probe: ProbeTable
}

export type TableName = keyof Tables

export const PRIMARY_KEYS = {
  site: ['site_id'],
  moment: ['site_id', 'moment', 'version'],
  api_key: ['site_id', 'key_id'],
  feedback: ['site_id', 'feedback_id'],
  complaint: ['site_id', 'feedback_id'],
  complaint_counter: ['site_id', 'year'],
  complaint_history: ['site_id', 'feedback_id', 'seq'],
  complaint_message: ['site_id', 'feedback_id', 'message_id'],
  remedy: ['site_id', 'feedback_id', 'remedy_id'],
  task: ['site_id', 'feedback_id', 'task_id'],
  clock: ['site_id', 'feedback_id', 'clock_id'],
  policy: ['site_id'],
  staff: ['site_id', 'staff_id'],
  session: ['site_id', 'hash'],
  staff_token: ['site_id', 'hash'],
  sign_in_try: ['site_id', 'subject'],
  department: ['site_id', 'department_id'],
  category: ['site_id', 'category_id'],
  attachment: ['site_id', 'attachment_id'],
  attachment_data: ['site_id', 'attachment_id', 'variant'],
  outbox: ['site_id', 'outbox_id'],
  mail_quota: ['site_id', 'mailbox'],
  mail_template: ['site_id', 'topic', 'language'],
  job_run: ['site_id', 'job'],
  probe: ['site_id'],
} as const satisfies { [T in TableName]: readonly (keyof Tables[T])[] }

/** The column of a table that holds bytes, which JSON cannot. */
export const BYTES: { readonly [T in TableName]?: keyof Tables[T] & string } = { attachment_data: 'data' }
