import {
  Locale,
  MailKindList,
  MailSettings,
  MailSettingsChange,
  MailTemplate,
  MailTemplateInput,
  MailTest,
  MailTestResult,
  OutboxPage,
  OutboxQuery,
  OutgoingMail,
  type SiteEventData,
} from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import { record } from '../event/record.ts'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf, invalid, refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import { says } from '../rule.ts'
import type { Services } from '../services.ts'
import { getSite } from '../site/store.ts'
import { mailAddress } from './address.ts'
import { listOutbox, outgoing, replay } from './claim.ts'
import { wayOf } from './mail.ts'
import { CAP, takePlace } from './quota.ts'
import { changedMail, keepOwnMail, ownMail, shownMail } from './settings.ts'
import { ownTemplates, resetTemplate, setTemplate, TemplateError } from './templates/store.ts'
import { isTopic, type Topic } from './templates/topic.ts'
import { tryMail } from './trial.ts'
import { kindsOf, outgoingOf, templateOf } from './view.ts'

/** Mails of the outbox on a page unless asked otherwise. */
const PAGE = 50

/** The mails that there are. */
export function templates({ database }: Services): Endpoint {
  return {
    summary: 'The mails that Earshot writes, and whose wording each has in which language',
    answers: { 200: MailKindList },
    role: 'manager',
    async handle(request) {
      return { items: kindsOf(await ownTemplates(database.write, actorOf(request).siteId)), next: null }
    },
  }
}

/** One wording. */
export function oneTemplate(services: Services): Endpoint {
  return {
    summary: 'The wording of a mail as readers of a language get it',
    answers: { 200: MailTemplate },
    problems: ['invalid', 'template_unknown'],
    role: 'manager',
    handle: (request) => wording(services, request),
  }
}

/** The shop's own wording. */
export function templateChange(services: Services): Endpoint {
  return {
    summary: 'Give a mail the shop’s own wording in a language',
    body: MailTemplateInput,
    answers: { 200: MailTemplate },
    problems: ['body_not_json', 'invalid', 'template_unknown'],
    role: 'manager',
    async handle(request) {
      const { topic, language } = named(request)
      const input = bodyOf(request, MailTemplateInput)
      const before = await wording(services, request)
      const template = { subject: input.subject ?? before.subject, body: input.body ?? before.body }
      await setTemplate(services.database, actorOf(request).siteId, topic, language, template).catch(
        (error: unknown) => {
          if (!(error instanceof TemplateError)) throw error
          const path = input.body === undefined || error.message.startsWith('the subject') ? 'subject' : 'body'
          throw refuse(
            'the wording',
            error.faults.map((said) => ({ path, code: 'template', ...said })),
          )
        },
      )
      return wording(services, request)
    },
  }
}

/** Goes back to Earshot's own. */
export function templateReset({ database }: Services): Endpoint {
  return {
    summary: 'Go back to Earshot’s own wording; done already is done as well',
    answers: { 204: null },
    problems: ['invalid', 'template_unknown'],
    role: 'manager',
    async handle(request, reply) {
      const { topic, language } = named(request)
      await resetTemplate(database, actorOf(request).siteId, topic, language)
      return reply.code(204).send()
    },
  }
}

/** How mail goes out. */
export function mailSettings({ config, database }: Services): Endpoint {
  return {
    summary: 'How mail of the site goes out, and who set it; never the password',
    answers: { 200: MailSettings },
    role: 'owner',
    handle: async (request) => shownMail(config, await ownMail(database.write, actorOf(request).siteId)),
  }
}

/** Sets it, where the operator has not. */
export function mailSettingsChange({ config, database }: Services): Endpoint {
  return {
    summary: 'Change what is named of how mail goes out; the password is kept sealed, and never told',
    body: MailSettingsChange,
    answers: { 200: MailSettings },
    problems: ['body_not_json', 'invalid', 'mail_fixed', 'store_unavailable'],
    role: 'owner',
    async handle(request) {
      const change = bodyOf(request, MailSettingsChange)
      requireOwn(config)
      const { siteId, kind, name } = actorOf(request)
      const site = (await getSite(database, siteId))!
      const before = await ownMail(database.write, site.id)
      // One changed twice within a millisecond is two.
      const now = Math.max(Date.now(), before.changedAt + 1)
      const own = await changedMail(site, before, change, config.allowHosts, now)
      const shown = shownMail(config, own)
      const data = { mail: shown.by !== null, by: { kind, name } } satisfies SiteEventData
      await database.transaction(async (tx) => {
        await keepOwnMail(tx.query, site.id, own)
        record(tx, site.id, { type: 'site.mail', data })
      })
      return shown
    },
  }
}

/** Rejects with `mail_fixed` where the operator set how mail goes. */
function requireOwn({ mail }: Services['config']): void {
  if (mail)
    throw new Problem(
      'mail_fixed',
      'Whoever runs this server set how mail goes, for all of its sites: EARSHOT_SMTP or EARSHOT_MAIL_HOOK. Ask them.',
    )
}

/** Tries whether mail goes out. */
export function mailTest({ config, database }: Services): Endpoint {
  return {
    summary: 'Send a mail now, and tell exactly what is wrong where it does not go',
    body: MailTest,
    answers: { 200: MailTestResult },
    problems: ['body_not_json', 'invalid', 'mail_fixed', 'rate_limited'],
    role: 'owner',
    async handle(request) {
      const { to: typed, settings } = bodyOf(request, MailTest)
      const to = mailAddress(typed)
      if (to === undefined) throw refuse('the body', [{ path: 'to', code: 'invalid_format', ...says('one_email') }])
      if (settings) requireOwn(config)
      const now = Date.now()
      const site = (await getSite(database, actorOf(request).siteId))!
      const kept = await ownMail(database.write, site.id)
      const own = settings ? await changedMail(site, kept, settings, config.allowHosts, now) : kept
      // Anybody's address may be typed here, too.
      const free = await takePlace(database, site.id, to, CAP.verified, now)
      if (free !== undefined)
        throw new Problem('rate_limited', `Enough mail went to ${to} today. Try another address, or wait.`, {
          retryAfter: Math.ceil((free - now) / 1000),
        })
      return tryMail(wayOf(site, own, config), config.url, to)
    },
  }
}

/** A page of the outbox. */
export function outbox({ database }: Services): Endpoint {
  return {
    summary: 'Mail that waits, went out or did not, newest first; never what it says',
    query: OutboxQuery,
    answers: { 200: OutboxPage },
    problems: ['invalid'],
    role: 'manager',
    async handle(request) {
      const read = OutboxQuery.safeParse(request.query)
      if (!read.success) throw invalid(read.error, 'the query')
      const { state, limit = PAGE, cursor } = read.data
      const rows = await listOutbox(database, actorOf(request).siteId, state, limit + 1, cursor)
      const items = rows.slice(0, limit).map(outgoingOf)
      return { items, next: rows.length > limit ? items.at(-1)!.id : null }
    },
  }
}

/** Sends a mail again. */
export function mailReplay({ database }: Services): Endpoint {
  return {
    summary: 'Try a dead mail again, or one that waits without waiting',
    answers: { 202: OutgoingMail },
    problems: ['mail_unknown'],
    role: 'manager',
    async handle(request, reply) {
      const { siteId } = actorOf(request)
      const id = idOf(request)
      const count = await replay(database, siteId, id, Date.now())
      const row = count > 0 ? await outgoing(database, siteId, id) : undefined
      if (!row)
        throw new Problem('mail_unknown', 'There is no such mail that can be sent again: it went, or is on its way.')
      void reply.code(202)
      return outgoingOf(row)
    },
  }
}

function named(request: FastifyRequest): { topic: Topic; language: string } {
  const { mail, language } = request.params as { mail: string; language: string }
  if (!isTopic(mail))
    throw new Problem('template_unknown', 'There is no such mail. GET /api/templates lists those there are.')
  if (!Locale.safeParse(language).success)
    throw refuse('the address', [{ path: 'language', code: 'invalid_format', ...says('language_tag') }])
  return { topic: mail, language }
}

async function wording({ database }: Services, request: FastifyRequest): Promise<MailTemplate> {
  const { topic, language } = named(request)
  const { siteId } = actorOf(request)
  const site = await getSite(database, siteId)
  return templateOf(topic, language, site!, await ownTemplates(database.write, siteId))
}
