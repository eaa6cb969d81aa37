import type { KyInstance } from 'ky'
import {
  Locale,
  MailTemplateInput,
  MailSettingsChange,
  MailTest,
  words,
  type Job,
  type MailKind,
  type MailSettings,
  type MailTemplate,
  type MailTestResult,
  type OutboxPage,
  type OutboxQuery,
  type OutgoingMail,
  type Policy,
  type PolicyChange,
  type Seal,
} from '../contract/index.ts'
import { check } from './check.ts'
import { listed } from './pages.ts'
import { attempt } from './transport.ts'
import * as z from 'zod/mini'

/** What keeps a shop's Earshot running: its promises, its mail, its jobs, its seal. */
export interface Operations {
  /** How long each clock runs, working hours and holidays, and who may approve how much. */
  policies: {
    get(): Promise<Policy>
    /** What is named is replaced. Clocks that run and are not yet due follow. Needs the role `owner`. */
    change(change: PolicyChange): Promise<Policy>
  }
  /** The wording of mails. Needs the role `manager`. */
  templates: {
    list(): Promise<MailKind[]>
    /** As readers of a language get it. @throws EarshotError `template_unknown` */
    get(mail: string, language: string): Promise<MailTemplate>
    /** The shop's own; what is left out stays as it was. @throws EarshotError `invalid` for an unknown placeholder */
    set(mail: string, language: string, template: MailTemplateInput): Promise<MailTemplate>
    /** Back to Earshot's own. */
    reset(mail: string, language: string): Promise<void>
  }
  mail: {
    /** How mail goes out, and who set it; never the password. Needs the role `owner`. */
    settings(): Promise<MailSettings>
    /** What is named changes. Needs the role `owner`. @throws EarshotError `mail_fixed` where the operator set it */
    change(change: MailSettingsChange): Promise<MailSettings>
    /**
     * Sends a mail now, and tells exactly what is wrong. Needs the role `owner`.
     *
     * @param settings tried over what is set, and not kept
     */
    test(to: string, settings?: MailSettingsChange): Promise<MailTestResult>
    /** What waits, went out or did not, newest first. Needs the role `manager`. */
    outbox(query?: OutboxQuery): Promise<OutboxPage>
    /** Tries a dead one again. @throws EarshotError `mail_unknown` */
    replay(id: string): Promise<OutgoingMail>
  }
  /** What the server does by itself. Needs the role `owner`. */
  jobs(): Promise<Job[]>
  /** All histories at the end of a day (`2026-11-21`, UTC), in one hash. Needs the role `owner`. */
  seal(day?: string): Promise<Seal>
}

const Name = z.object({ mail: words(64, 1).check(z.regex(/^[\w-]+$/)), language: Locale })
const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })

export function operations(http: KyInstance, url: string): Operations {
  function list<T>(of: string): Promise<T[]> {
    return attempt(url, async () => {
      return listed(await http.get(`api/${of}`).json<{ items?: T[] } | null>(), url).items
    })
  }
  const template = (mail: string, language: string) => {
    const named = check(Name, { mail, language }, 'The call')
    return `api/templates/${named.mail}/${named.language}`
  }
  const query = (given: object) =>
    Object.fromEntries(
      Object.entries(given)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, String(value)]),
    )

  return {
    policies: {
      get: () => attempt(url, () => http.get('api/policies').json<Policy>()),
      change: (change) => attempt(url, () => http.patch('api/policies', { json: change, retry: 0 }).json<Policy>()),
    },
    templates: {
      list: () => list('templates'),
      get: (mail, language) => attempt(url, () => http.get(template(mail, language)).json<MailTemplate>()),
      set: (mail, language, input) =>
        attempt(url, () =>
          http
            .put(template(mail, language), { json: check(MailTemplateInput, input, 'The wording') })
            .json<MailTemplate>(),
        ),
      reset: (mail, language) => attempt(url, async () => void (await http.delete(template(mail, language)))),
    },
    mail: {
      // A mail server may take its time; it is not tried twice.
      test: (to, settings) =>
        attempt(url, () =>
          http
            .post('api/mail/test', {
              json: check(MailTest, { to, ...(settings ? { settings } : {}) }, 'The call'),
              retry: 0,
              timeout: 120_000,
            })
            .json<MailTestResult>(),
        ),
      settings: () => attempt(url, () => http.get('api/mail').json<MailSettings>()),
      change: (change) =>
        attempt(url, () =>
          http
            .patch('api/mail', { retry: 0, json: check(MailSettingsChange, change, 'The change') })
            .json<MailSettings>(),
        ),
      outbox: (given = {}) =>
        attempt(url, () => http.get('api/outbox', { searchParams: query(given) }).json<OutboxPage>()),
      replay: (id) =>
        attempt(url, () =>
          http.post(`api/outbox/${check(Id, { id }, 'The call').id}/replay`, { retry: 0 }).json<OutgoingMail>(),
        ),
    },
    jobs: () => list('jobs'),
    seal: (day) => attempt(url, () => http.get('api/seal', { searchParams: query({ day }) }).json<Seal>()),
  }
}
