import { timeOf } from '../complaint/zone.ts'

const DAY = 86_400_000

/** When a day begins in the shop, or the one after it; undefined for no day. */
export function beginOf(day: string, after: 0 | 1, timeZone: string): string | undefined {
  const noon = Date.parse(`${day}T12:00Z`)
  if (Number.isNaN(noon)) return undefined
  const date = new Date(noon + after * DAY).toISOString().slice(0, 10)
  const at = timeOf(`${date}T00:00`, timeZone)
  return at === undefined ? undefined : new Date(at).toISOString()
}
