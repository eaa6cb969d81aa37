import * as z from 'zod/mini'
import { Contact, Currency, GivenTime } from './feedback.ts'
import { ContactKind, Heard, RemedyKind, Severity, TaskKind } from './stage.ts'
import { words } from './text.ts'

/** The longest message, in UTF-16 code units. */
const WORDS_MAX = 10_000

const said = words(WORDS_MAX, 1)
const reason = words(2000, 1)
const id = words(64, 1)
/** Ids of uploaded photos. */
const attachments = z.optional(z.array(id).check(z.maxLength(10)))
/** The amount that customer and shop argue about, in the currency's minor unit. */
export const Disputed = z.strictObject({ amount: z.int().check(z.minimum(0), z.maximum(1e12)), currency: Currency })
export type Disputed = z.infer<typeof Disputed>

/** How the complaint is filed. */
const filing = {
  disputed: z.optional(Disputed),
  /** Id of a category of the site; null takes it off. */
  category: z.optional(z.nullable(id)),
  severity: z.optional(Severity),
  /** Whether somebody's safety is at stake. */
  safety: z.optional(z.boolean()),
  /** What it came from, in words, as far as it is known. */
  cause: z.optional(words(2000)),
  /** Root cause: an id of the site's list of causes; null takes it off. */
  rootCause: z.optional(z.nullable(id)),
  /** Id of the department that it came from; null takes it off. */
  responsible: z.optional(z.nullable(id)),
  /** Whether it could have been prevented; null: not known after all. */
  preventable: z.optional(z.nullable(z.boolean())),
}

const left = Contact.shape

/** How a customer is reached, as it should be. */
const Correction = z
  .strictObject({
    name: z.nullable(left.name),
    email: z.nullable(left.email),
    phone: z.nullable(left.phone),
    company: z.nullable(left.company),
    address: z.nullable(left.address),
  })
  .check(z.refine((contact) => Object.keys(contact).length > 0, { error: 'must name what is to be corrected' }))

/** A job for a department, done once the customer has accepted the remedy. */
export const TaskPlan = z.strictObject({
  kind: TaskKind,
  words: z.optional(words(2000)),
  department: z.optional(id),
  /** When it should be done; the fulfilment clock's time by default. */
  dueAt: z.optional(GivenTime),
})
export type TaskPlan = z.infer<typeof TaskPlan>

/** A remedy as staff propose it. */
export const Proposal = z.strictObject({
  kind: RemedyKind,
  /** What the customer is offered, in the words that they will read. */
  terms: words(2000, 1),
  /** What it costs the shop, in the currency's minor unit; 0 by default. */
  cost: z.optional(z.int().check(z.minimum(0), z.maximum(1e12))),
  currency: z.optional(Currency),
  /** What has to be carried out; nothing by default. */
  tasks: z.optional(z.array(TaskPlan).check(z.maxLength(20))),
})
export type Proposal = z.infer<typeof Proposal>

/** Id of the remedy that the customer has before them: refused when another is on offer by now. */
const answered = z.optional(id)

/** Id of the solution that was used: its use counts, and later whether the customer was satisfied. */
const solution = z.optional(id)

/** Given only by staff who record what the customer said: how it was heard. */
const heard = { heard: z.optional(Heard) }

/** Why it should be approved, for whoever decides: the customer never reads it. */
const why = z.optional(reason)

/** What each command carries. Who may give it and when, docs/complaints.md tells; what is possible now, each complaint. */
export const COMMANDS = {
  // Staff, stage by stage
  assess: z.strictObject({
    /** Whether the complaint is justified. */
    founded: z.boolean(),
    /** What the customer is told: needed where it is not founded. */
    words: z.optional(said),
    solution,
    ...filing,
  }),
  answer: z.strictObject({ words: said, attachments, solution }),
  resolve: z.strictObject({ remedy: Proposal, words: z.optional(said), reason: why, solution, ...filing }),
  propose: z.strictObject({
    remedies: z.array(Proposal).check(z.minLength(1), z.maxLength(5)),
    /** What the customer reads beside the offer; where it has to be approved first, it goes out with the approval. */
    words: z.optional(said),
    reason: why,
    solution,
  }),
  reassess: z.strictObject({ words: said, solution }),
  approve: z.strictObject({
    /** Id of the remedy that is to be offered. */
    remedy: id,
    /** What the customer reads beside it: by default the words of the proposal; null for none. */
    words: z.optional(z.nullable(said)),
  }),
  return: z.strictObject({ reason }),
  revise: z.strictObject({ reason }),
  complete: z.strictObject({ task: id, result: z.optional(words(2000)) }),
  fail: z.strictObject({ task: id, reason }),
  followup: z.strictObject({ satisfied: z.boolean(), words: z.optional(said), heard: z.optional(Heard) }),
  // Staff, at any time
  assign: z.strictObject({ staff: z.optional(z.nullable(id)), department: z.optional(z.nullable(id)) }),
  note: z.strictObject({ words: said, attachments }),
  message: z.strictObject({
    words: said,
    attachments,
    /** A date that is promised with it; becomes a clock. */
    promise: z.optional(GivenTime),
    solution,
  }),
  ask: z.strictObject({ words: said, attachments, solution }),
  promise: z.strictObject({ date: GivenTime, words: z.optional(said) }),
  classify: z.strictObject(filing),
  merge: z.strictObject({
    /** Number of the complaint that it is part of. */
    into: z.string().check(z.regex(/^\d{4}-\d{6,}$/, { error: 'must be a complaint number such as 2026-000123' })),
  }),
  invalid: z.strictObject({ reason: z.enum(['spam', 'test', 'mistake']), words: z.optional(words(2000)) }),
  renew: z.strictObject({}),
  verify: z.strictObject({
    /** What staff know to be the customer's, as they spoke with them there. */
    contact: ContactKind,
  }),
  correct: z.strictObject({
    /** What is named is replaced; null takes it away. A new address or telephone is not verified. */
    contact: Correction,
  }),
  // Customers, and staff on their behalf
  /** Words or photos, at least one. */
  reply: z.strictObject({ words: z.optional(said), attachments, ...heard }),
  object: z.strictObject({ words: said, ...heard }),
  accept: z.strictObject({
    /** The customer's name as signature: needed where a remedy is accepted. */
    name: z.optional(words(200, 1)),
    remedy: answered,
    ...heard,
  }),
  decline: z.strictObject({ words: z.optional(said), remedy: answered, ...heard }),
  confirm: z.strictObject({ satisfied: z.boolean(), words: z.optional(said), ...heard }),
  rate: z.strictObject({
    /** How the complaint was handled: 1 (badly) to 5 (well). */
    score: z.int().check(z.minimum(1), z.maximum(5)),
    words: z.optional(words(2000)),
    ...heard,
  }),
  reopen: z.strictObject({ words: said, ...heard }),
  withdraw: z.strictObject({ words: z.optional(said), ...heard }),
} as const

export type Command = keyof typeof COMMANDS
export type Payload<C extends Command = Command> = z.infer<(typeof COMMANDS)[C]>

/** Names of all commands that people give. */
export const Command = z.enum(Object.keys(COMMANDS) as [Command, ...Command[]])

/** What Earshot itself records in a history, besides commands. */
export const SystemCommand = z.enum(['register', 'remind', 'expire', 'resume', 'escalate', 'absorb', 'forgo', 'erase'])
export type SystemCommand = z.infer<typeof SystemCommand>

/** The version that the sender has seen. When the complaint has changed since, the command is refused and told what changed. */
const Version = z.optional(z.int().check(z.minimum(0)))

/** The body of `POST /api/complaints/{number}/{command}`: what the command carries, and the version it is based on. */
export function commandBody(command: Command) {
  return z.extend(COMMANDS[command] as (typeof COMMANDS)['note'], { version: Version })
}

/** What the customer's commands carry besides. */
const besides = {
  version: Version,
  /** What the link in a mail carries as `p`: the act by it shows that the address is the customer's. A bad one is no error. */
  proof: z.optional(z.string().check(z.maxLength(100))),
}

/** Bodies of `POST /v1/complaints/{token}/…`: the customer's side. */
export const CUSTOMER_BODIES = {
  /** Words or photos, at least one. */
  messages: z.strictObject({ words: z.optional(said), attachments, ...besides }),
  objection: z.strictObject({ words: said, ...besides }),
  decision: z.strictObject({
    accept: z.boolean(),
    /** The customer's name as signature: needed where a remedy is accepted. */
    name: z.optional(words(200, 1)),
    /** Why not, where it is declined. */
    words: z.optional(said),
    remedy: answered,
    ...besides,
  }),
  confirmation: z.strictObject({ satisfied: z.boolean(), words: z.optional(said), ...besides }),
  rating: z.strictObject({
    score: z.int().check(z.minimum(1), z.maximum(5)),
    words: z.optional(words(2000)),
    ...besides,
  }),
  reopen: z.strictObject({ words: said, ...besides }),
  withdraw: z.strictObject({ words: z.optional(said), ...besides }),
} as const
export type CustomerAct = keyof typeof CUSTOMER_BODIES
