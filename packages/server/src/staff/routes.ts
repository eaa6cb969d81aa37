import {
  type ApiKey as ShownKey,
  ApiKeyInput,
  ApiKeyList,
  LinkedMember,
  Member,
  MemberChange,
  MemberInput,
  MemberList,
  NewApiKey,
} from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import { says } from '../rule.ts'
import type { Services } from '../services.ts'
import { type ApiKey, createKey, listKeys, revokeKey } from './keys.ts'
import { endLinks } from './link.ts'
import { sendLink } from './mail.ts'
import { reaches } from './roles.ts'
import { addStaff, changeStaff, getStaff, listStaff } from './store.ts'

/** Everybody on the staff. */
export function staff({ database }: Services): Endpoint {
  return {
    summary: 'The staff, by name, those invited and disabled included',
    answers: { 200: MemberList },
    role: 'agent',
    async handle(request) {
      return { items: await listStaff(database.write, actorOf(request).siteId), next: null }
    },
  }
}

/** Invites a member. */
export function newStaff({ database, config }: Services): Endpoint {
  return {
    summary: 'Invite a member: they are mailed a link to choose a password; without mail it is in the answer',
    body: MemberInput,
    answers: { 201: LinkedMember },
    problems: ['invalid', 'email_taken'],
    role: 'owner',
    async handle(request, reply) {
      const input = bodyOf(request, MemberInput)
      const { siteId, name } = actorOf(request)
      const made = await database.transaction(async (tx) => {
        const member = await addStaff(tx, siteId, input)
        const link = await sendLink(tx, 'invite', { siteId, ...member }, { ...config, by: name })
        return link === undefined ? member : { ...member, link }
      })
      void reply.code(201)
      return made
    },
  }
}

/** Changes a member. */
export function staffChange({ database }: Services): Endpoint {
  return {
    summary: 'Change a member: what is named changes. Managers may change the absence, owners everything',
    body: MemberChange,
    answers: { 200: Member },
    problems: ['invalid', 'staff_unknown', 'email_taken', 'last_owner'],
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, MemberChange)
      const { siteId, role } = actorOf(request)
      const owners = Object.keys(change).filter((name) => name !== 'absence')
      if (owners.length > 0 && !reaches(role, 'owner'))
        throw new Problem('forbidden', `You have the role ${role}; only owners change ${owners.join(', ')}.`, {
          why: says('owner_fields', { fields: owners.join(', ') }),
        })
      return database.transaction((tx) => changeStaff(tx, siteId, idOf(request), change))
    },
  }
}

/** Sends a member their link anew: the invitation, or one to set a new password. */
export function staffLink({ database, config }: Services): Endpoint {
  return {
    summary:
      'Mail a member the invitation again, or a link to set a new password; without mail it is in the answer. Links before it end',
    answers: { 202: LinkedMember },
    problems: ['staff_unknown'],
    role: 'owner',
    async handle(request, reply) {
      const { siteId, name } = actorOf(request)
      const member = await database.transaction(async (tx) => {
        const found = await getStaff(tx.query, siteId, idOf(request))
        if (found.state === 'disabled')
          throw new Problem('staff_unknown', 'This member is disabled, and gets no link. Enable them first.', {
            why: says('member_disabled'),
          })
        const purpose = found.state === 'invited' ? 'invite' : 'reset'
        await endLinks(tx.query, siteId, found.id)
        const link = await sendLink(tx, purpose, { siteId, ...found }, { ...config, by: name })
        return link === undefined ? found : { ...found, link }
      })
      void reply.code(202)
      return member
    },
  }
}

/** The keys of the shop's own programs. */
export function keys({ database }: Services): Endpoint {
  return {
    summary: 'API keys, oldest first, revoked ones included; never the secrets',
    answers: { 200: ApiKeyList },
    role: 'owner',
    async handle(request) {
      return { items: (await listKeys(database, actorOf(request).siteId)).map(shown), next: null }
    },
  }
}

/** Makes a key. */
export function newKey({ database }: Services): Endpoint {
  return {
    summary: 'Make an API key; its secret is told this once',
    body: ApiKeyInput,
    answers: { 201: NewApiKey },
    problems: ['invalid'],
    role: 'owner',
    async handle(request, reply) {
      const { role, label } = bodyOf(request, ApiKeyInput)
      const { key, secret } = await createKey(database, actorOf(request).siteId, role, label)
      void reply.code(201)
      return { ...shown(key), secret }
    },
  }
}

/** Ends a key. */
export function keyRevocation({ database }: Services): Endpoint {
  return {
    summary: 'End an API key at once',
    answers: { 204: null },
    problems: ['key_unknown'],
    role: 'owner',
    async handle(request, reply) {
      if (!(await revokeKey(database, actorOf(request).siteId, idOf(request))))
        throw new Problem('key_unknown', 'There is no key in force with this id. "earshot key list" shows them.')
      return reply.code(204).send()
    },
  }
}

const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function shown(key: ApiKey): ShownKey {
  const { siteId: _, createdAt, lastUsedAt, revokedAt, ...rest } = key
  return { ...rest, createdAt: time(createdAt)!, lastUsedAt: time(lastUsedAt), revokedAt: time(revokedAt) }
}
