import * as z from 'zod/mini'
import { Time } from './feedback.ts'
import { named, Slug } from './name.ts'
import { Email, own, Role } from './session.ts'
import { Locale, Text, words } from './text.ts'

/** What a member of staff can do, such as `korean` or `electronics`; categories ask for it by the same words. */
export const Skill = named(60)

const skills = z.array(Skill).check(z.maxLength(50))

/** A member of staff, as their colleagues see them. */
export const Member = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  /** Id of the department; null: none. */
  department: z.nullable(z.string()),
  skills: z.array(z.string()),
  /** In which they are written to; null: the site's own. */
  language: z.nullable(Locale),
  absence: z.nullable(z.strictObject({ from: Time, until: z.nullable(Time) })),
  /** `invited` until they have set a password. */
  state: z.enum(['invited', 'active', 'disabled']),
  createdAt: Time,
})
export type Member = z.infer<typeof Member>

/** `POST /api/staff`: a new member, who is sent a link to set their password. */
export const MemberInput = z.strictObject({
  name: named(200),
  email: Email,
  role: Role,
  department: z.optional(z.nullable(words(64, 1))),
  skills: z.optional(skills),
  language: z.optional(z.nullable(Locale)),
})
export type MemberInput = z.infer<typeof MemberInput>

/** A member who was sent a link to set their password. */
export const LinkedMember = z.extend(Member, {
  /** The link itself, where the server sends no mail: it works once; hand it to them alone. */
  link: z.optional(z.string()),
})
export type LinkedMember = z.infer<typeof LinkedMember>

/** `PATCH /api/staff/{id}`: what is named changes. Managers may change the absence, owners everything. */
export const MemberChange = z.strictObject({
  ...own,
  email: z.optional(Email),
  role: z.optional(Role),
  department: z.optional(z.nullable(words(64, 1))),
  skills: z.optional(skills),
  /** Ends every session at once; nothing that they did is lost. */
  disabled: z.optional(z.boolean()),
})
export type MemberChange = z.infer<typeof MemberChange>

/** A part of the shop that complaints are given to. */
export const Department = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Id of the member who leads it. */
  lead: z.nullable(z.string()),
})
export type Department = z.infer<typeof Department>

/** `POST /api/departments`. */
export const DepartmentInput = z.strictObject({ name: named(120), lead: z.optional(z.nullable(words(64, 1))) })
export type DepartmentInput = z.infer<typeof DepartmentInput>

/** `PATCH /api/departments/{id}`: what is named changes. */
export const DepartmentChange = z.partial(DepartmentInput)
export type DepartmentChange = z.infer<typeof DepartmentChange>

/** What a complaint can be about. Categories form a tree; what one leaves open, the one above it says. */
export const Category = z.strictObject({
  id: Slug,
  /** Id of the category above; null at the top. */
  parent: z.nullable(Slug),
  label: Text,
  /** Id of the department that such complaints go to. */
  department: z.nullable(z.string()),
  /** Skill that such complaints ask for. */
  skill: z.nullable(z.string()),
  /** Whether somebody may come to harm. */
  safety: z.boolean(),
})
export type Category = z.infer<typeof Category>

const Label = Text.check(
  z.refine((text) => Object.values(text).some((value) => value.trim() !== ''), {
    error: 'must hold words in one language at least',
  }),
)

const about = {
  label: Label,
  parent: z.optional(z.nullable(Slug)),
  department: z.optional(z.nullable(words(64, 1))),
  skill: z.optional(z.nullable(Skill)),
  safety: z.optional(z.boolean()),
}

/** `POST /api/categories`. The id is lasting, as complaints are kept by it. */
export const CategoryInput = z.strictObject({ id: Slug, ...about })
export type CategoryInput = z.infer<typeof CategoryInput>

/** `PATCH /api/categories/{id}`: what is named changes; `label` is taken whole. */
export const CategoryChange = z.partial(z.strictObject(about))
export type CategoryChange = z.infer<typeof CategoryChange>

/** A key of one of the shop's own programs, without its secret. */
export const ApiKey = z.strictObject({
  id: z.string(),
  role: Role,
  label: z.string(),
  createdAt: Time,
  /** To the minute. */
  lastUsedAt: z.nullable(Time),
  revokedAt: z.nullable(Time),
})
export type ApiKey = z.infer<typeof ApiKey>

/** `POST /api/keys`. */
export const ApiKeyInput = z.strictObject({ role: Role, label: z.optional(words(200)) })
export type ApiKeyInput = z.infer<typeof ApiKeyInput>

/** A key just made. The secret is told this once. */
export const NewApiKey = z.extend(ApiKey, { secret: z.string() })
export type NewApiKey = z.infer<typeof NewApiKey>

const whole = <T extends z.ZodMiniType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    /** Null: these lists come whole. */
    next: z.null(),
  })

/** `GET /api/staff`, by name. */
export const MemberList = whole(Member)
export type MemberList = z.infer<typeof MemberList>

/** `GET /api/departments`, by name. */
export const DepartmentList = whole(Department)
export type DepartmentList = z.infer<typeof DepartmentList>

/** `GET /api/categories`, by id. */
export const CategoryList = whole(Category)
export type CategoryList = z.infer<typeof CategoryList>

/** `GET /api/keys`, oldest first, revoked ones included. */
export const ApiKeyList = whole(ApiKey)
export type ApiKeyList = z.infer<typeof ApiKeyList>
