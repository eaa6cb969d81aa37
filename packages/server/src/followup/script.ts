import { bestLocale, type FollowupKind, type FollowupScript, type FollowupScriptEntry } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { FollowupScriptTable, Tables } from '../database/schema.ts'
import { type FieldError } from '../problem.ts'
import { says } from '../rule.ts'
import { en } from './text/en.ts'
import { ko } from './text/ko.ts'
import { zhHant } from './text/zh-Hant.ts'

/** What is said in one language. */
export type Scripts = Readonly<Record<FollowupKind, FollowupScript>>

const SCRIPTS: Readonly<Record<string, Scripts>> = { en, 'zh-Hant': zhHant, ko }

/** What a script may speak of. */
const PLACEHOLDERS = ['name', 'staff', 'shop', 'product', 'order', 'number', 'day'] as const
export type Values = { readonly [P in (typeof PLACEHOLDERS)[number]]?: string | null | undefined }

/** A site's own scripts. */
export function ownScripts(query: Kysely<Tables>, siteId: string): Promise<FollowupScriptTable[]> {
  return query.selectFrom('followup_script').selectAll().where('site_id', '=', siteId).execute()
}

/** The script for a customer of `language`: the shop's own, else Earshot's. */
export function scriptFor(
  kind: FollowupKind,
  language: string,
  fallback: string,
  own: readonly FollowupScriptTable[],
): FollowupScript {
  const mine = new Map(own.filter((row) => row.kind === kind).map((row) => [row.language, row.data]))
  const languages = [...new Set([...mine.keys(), ...Object.keys(SCRIPTS)])]
  const chosen = bestLocale(languages, language, bestLocale(languages, fallback, 'en'))!
  const data = mine.get(chosen)
  return data === undefined ? SCRIPTS[chosen]![kind] : (JSON.parse(data) as FollowupScript)
}

/** Every script that is in force. */
export function allScripts(own: readonly FollowupScriptTable[]): FollowupScriptEntry[] {
  const built = Object.entries(SCRIPTS).flatMap(([language, scripts]) =>
    (Object.keys(scripts) as FollowupKind[]).map((kind) => ({ kind, language, own: false, script: scripts[kind] })),
  )
  const mine = own.map(({ kind, language, data }) => ({
    kind,
    language,
    own: true,
    script: JSON.parse(data) as FollowupScript,
  }))
  const replaced = new Set(mine.map(({ kind, language }) => `${kind} ${language}`))
  return [...built.filter(({ kind, language }) => !replaced.has(`${kind} ${language}`)), ...mine].toSorted((a, b) =>
    `${a.kind} ${a.language}` < `${b.kind} ${b.language}` ? -1 : 1,
  )
}

/** Keeps a shop's own script, in any language. */
export async function setScript(
  database: Database,
  siteId: string,
  kind: FollowupKind,
  language: string,
  script: FollowupScript,
): Promise<void> {
  const row = { site_id: siteId, kind, language, data: JSON.stringify(script), changed_at: Date.now() }
  await database.transaction((tx) => tx.put('followup_script', [row]))
}

/** Goes back to Earshot's own. */
export async function resetScript(
  database: Database,
  siteId: string,
  kind: FollowupKind,
  language: string,
): Promise<void> {
  await database.write
    .deleteFrom('followup_script')
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .execute()
}

/** Fills in what is known; values are text, whatever they hold. */
export function fillScript(script: FollowupScript, values: Values): FollowupScript {
  const one = (line: string) => fillLine(line, values)
  return {
    greeting: one(script.greeting),
    question: one(script.question),
    satisfied: script.satisfied.map(one),
    unsatisfied: script.unsatisfied.map(one),
    thanks: one(script.thanks),
    later: one(script.later),
  }
}

function fillLine(line: string, values: Values): string {
  let whole = true
  const say = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name as keyof Values]
      if (!value) whole = false
      return value ?? ''
    })
  return line
    .split(/\[([^[\]]*)\]/)
    .map((part, i) => {
      whole = true
      const said = say(part)
      return i % 2 === 0 || whole ? said : ''
    })
    .join('')
    .trim()
}

/** What is wrong with a script of the shop's own: placeholders that stand for nothing, brackets that do not close. */
export function faultsOf(script: FollowupScript): FieldError[] {
  const known: readonly string[] = PLACEHOLDERS
  return Object.entries(script).flatMap(([field, value]) => {
    const lines = typeof value === 'string' ? [value] : value
    return lines.flatMap((line, at): FieldError[] => {
      const path = typeof value === 'string' ? field : `${field}.${at}`
      const unknown = [...line.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !known.includes(name!))
      if (unknown)
        return [
          {
            path,
            code: 'placeholder_unknown',
            ...says('placeholders', { known: known.map((name) => `{${name}}`).join(', ') }),
          },
        ]
      const rest = line.replace(/\[[^[\]]*\]/g, '').replace(/\{\w+\}/g, '')
      return /[[\]{}]/.test(rest) ? [{ path, code: 'invalid_format', ...says('brackets') }] : []
    })
  })
}
