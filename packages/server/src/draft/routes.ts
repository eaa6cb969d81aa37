import { Draft, DraftInput, DraftKey, DraftList } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, refuse } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import { heard } from '../rule.ts'
import type { Services } from '../services.ts'
import { memberOf } from '../staff/actor.ts'
import { getDraft, keepDraft, listDrafts, removeDraft } from './store.ts'

/** What one typed and has not sent. */
export function allDrafts({ database }: Services): Endpoint {
  return {
    summary: 'What you typed and have not sent, newest first, without what it holds',
    answers: { 200: DraftList },
    role: 'agent',
    async handle(request) {
      return { items: await listDrafts(database.write, memberOf(actorOf(request))), next: null }
    },
  }
}

/** One of them. */
export function oneDraft({ database }: Services): Endpoint {
  return {
    summary: 'A draft of yours',
    answers: { 200: Draft },
    problems: ['invalid', 'draft_unknown'],
    role: 'agent',
    handle: (request) => getDraft(database.write, memberOf(actorOf(request)), keyOf(request)),
  }
}

/** Keeps one. */
export function draftKept({ database }: Services): Endpoint {
  return {
    summary: 'Keep a draft, for 30 days; one that is newer stays, and is the answer',
    body: DraftInput,
    // As JSON of its own it may be 64 KiB, and it stands in a body.
    bodyMax: 72 * 1024,
    answers: { 200: Draft },
    problems: ['body_not_json', 'invalid'],
    role: 'agent',
    async handle(request) {
      const input = bodyOf(request, DraftInput)
      const actor = memberOf(actorOf(request))
      const key = keyOf(request)
      return database.transaction((tx) => keepDraft(tx, actor, key, input))
    },
  }
}

/** Takes one away. */
export function draftRemoval({ database }: Services): Endpoint {
  return {
    summary: 'Take a draft away; done already is done as well',
    answers: { 204: null },
    problems: ['invalid'],
    role: 'agent',
    async handle(request, reply) {
      await removeDraft(database.write, memberOf(actorOf(request)), keyOf(request))
      return reply.code(204).send()
    },
  }
}

/** Slashes in it are encoded in the address. */
function keyOf(request: { params: unknown }): string {
  const { key } = request.params as { key: string }
  const read = DraftKey.safeParse(key)
  if (read.success) return read.data
  throw refuse('the address', [{ path: 'key', code: 'invalid_format', ...heard(read.error.issues[0]!.message) }])
}
