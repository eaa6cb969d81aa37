import type { HistoryEntry, Proposal } from '@earshot/sdk/contract'
import { useCategoryName, useCauses, useDepartmentName, useStaffName } from '../team/team.ts'
import { exact, money, number, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'

/** Whether staff recorded what the customer did; what a visit found is their own. */
function isRecorded({ command, payload, by }: HistoryEntry): boolean {
  return by.kind !== 'customer' && command !== 'followup' && typeof payload?.['heard'] === 'string'
}

/** Who did it, by name where there is one; what staff heard from the customer the customer did. */
export function doneBy(entry: HistoryEntry): string {
  const { by } = entry
  const words = w().case.history
  if (by.kind === 'customer' || isRecorded(entry)) return words.customer
  if (by.kind === 'system') return words.system
  return by.kind === 'key' ? words.key(by.name ?? '') : (by.name ?? '')
}

/** What was done, in a few words that follow who did it. */
export function didWhat({ command, payload }: HistoryEntry): string {
  const { did } = w().case
  if (command === 'assess' && payload) return payload['founded'] === false ? did.assessNo : did.assessYes
  if (command === 'confirm' && payload) return payload['satisfied'] === false ? did.confirmNo : did.confirmYes
  return did[command]
}

/** How staff heard what they recorded, and who did; undefined where it was said without them. */
export function heardHow(entry: HistoryEntry): string | undefined {
  const { payload, by } = entry
  const heard = payload?.['heard']
  if (typeof heard !== 'string') return undefined
  const words = w().case
  const how = words.field.heardAs[heard as 'phone']
  return isRecorded(entry) && by.name ? words.talk.heard(how, by.name) : how
}

/** Names what an entry of a history carried: words, amounts, people, filing. */
export function useTold(): (entry: HistoryEntry) => string[] {
  const staff = useStaffName()
  const department = useDepartmentName()
  const category = useCategoryName()
  const causes = useCauses()
  const words = w()
  const t = words.case
  const yesNo = (value: unknown) => (value === null ? t.field.unknown : value ? t.field.yes : t.field.no)
  const filed: Readonly<Record<string, (value: never) => string>> = {
    category: (id: string) => `${t.field.category}: ${category(id) ?? id}`,
    severity: (one: 'low') => `${t.field.severity}: ${words.common.severity[one]}`,
    safety: (yes: boolean) => `${t.safety}: ${yesNo(yes)}`,
    rootCause: (id: string | null) =>
      `${t.field.rootCause}: ${textOf(causes.find((one) => one.id === id)?.label) || (id ?? t.field.unknown)}`,
    responsible: (id: string | null) => `${t.field.responsible}: ${department(id) ?? t.field.unknown}`,
    preventable: (value: boolean | null) => `${t.field.preventable} ${yesNo(value)}`,
    disputed: ({ amount, currency }: { amount: number; currency: string }) =>
      `${t.field.disputed}: ${money(amount, currency)}`,
    cause: (said: string) => said,
    // Words and the like, in the order in which they matter.
    words: (said: string) => said,
    reason: (said: string) => t.field.invalid[said as 'spam'] ?? said,
    result: (said: string) => said,
    name: (name: string) => name,
    score: (n: number) => t.detail.score(number(n)),
    promise: (at: string) => t.detail.until(exact(at)),
    date: (at: string) => t.detail.until(exact(at)),
    into: (of: string) => of,
    number: (of: string) => of,
    clock: (kind: 'promise') => words.common.clock[kind] ?? kind,
    staff: (id: string | null) => (id === null ? t.detail.nobody : t.detail.to(staff(id) ?? id)),
    department: (id: string | null) => (id === null ? '' : t.detail.to(department(id) ?? id)),
    remedies: (remedies: Proposal[]) => remedies.map((remedy) => remedyLine(remedy)).join(' / '),
  }
  return ({ command, payload }) => {
    if (payload === null) return [t.history.erased]
    if (command === 'correct') return corrections(payload)
    if (command === 'register') return []
    return Object.entries(payload).flatMap(([name, value]) => {
      if (command === 'propose' && name === 'reason') return [`${t.field.why}: ${String(value)}`]
      const tell = filed[name]
      const told = tell && value !== undefined ? tell(value as never) : ''
      return told ? [told] : []
    })
  }
}

/** `Refund · 24.90 €: Your money back`. */
function remedyLine({ kind, cost, currency, terms }: Proposal): string {
  const amount = cost ? ` · ${money(cost, currency ?? 'EUR')}` : ''
  return `${w().common.remedy[kind]}${amount}: ${terms}`
}

function corrections(payload: Readonly<Record<string, unknown>>): string[] {
  const { field, detail } = w().case
  const now = (payload['contact'] ?? {}) as Record<string, string | null>
  const was = (payload['was'] ?? {}) as Record<string, string | null>
  return Object.keys(now).map((name) => {
    const label = field[name as 'email'] ?? name
    return `${label}: ${detail.from(was[name] ?? detail.nothing, now[name] ?? detail.nothing)}`
  })
}
