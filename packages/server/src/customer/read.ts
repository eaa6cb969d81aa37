import type { CustomerChange } from '@earshot/sdk/contract'
import type { FieldError } from '../problem.ts'
import { says } from '../rule.ts'

const zones = new Map<string, boolean>()
/** Names kept, so that wrong ones cannot fill the memory. */
const ZONES_MAX = 2000

/** Whether the runtime knows the time zone. Asking is slow, so answers are kept. */
function isZone(name: string): boolean {
  const known = zones.get(name)
  if (known !== undefined) return known
  const is = opens(name)
  if (zones.size < ZONES_MAX) zones.set(name, is)
  return is
}

function opens(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What a schema cannot see: a time zone that there is not, a day that no year has. */
export function customerErrors({ timeZone, days = [] }: CustomerChange, above = ''): FieldError[] {
  const errors: FieldError[] = []
  if (timeZone && !isZone(timeZone)) errors.push({ path: `${above}timeZone`, code: 'unknown', ...says('time_zone') })
  for (const [at, { date }] of days.entries())
    if (!isDay(date)) errors.push({ path: `${above}days.${at}.date`, code: 'invalid_value', ...says('no_day') })
  return errors
}

/** `02-29` is a day; `02-30` and `2025-02-29` are not. */
function isDay(date: string): boolean {
  const [day, month, year = '2024'] = date.split('-').toReversed()
  const time = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(5, 10) === `${month}-${day}`
}
