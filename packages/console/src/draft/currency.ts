import { session } from '../session/session.ts'
import { keep, recallText } from './draft.ts'

const KEY = 'currency'

/** What shops of a time zone count in. Elsewhere it is the euro, until somebody types another. */
const OF_ZONE: Readonly<Record<string, string>> = {
  'America/Chicago': 'USD',
  'America/Denver': 'USD',
  'America/Los_Angeles': 'USD',
  'America/New_York': 'USD',
  'Asia/Hong_Kong': 'HKD',
  'Asia/Seoul': 'KRW',
  'Asia/Shanghai': 'CNY',
  'Asia/Taipei': 'TWD',
  'Asia/Tokyo': 'JPY',
  'Europe/London': 'GBP',
  'Europe/Zurich': 'CHF',
}

/** Where no order tells the currency: the one that was typed last, else that of the shop's country. */
export function usualCurrency(): string {
  return recallText(KEY) || OF_ZONE[session.peek()?.site.timeZone ?? ''] || 'EUR'
}

/** Has what was typed proposed the next time. */
export function keepCurrency(typed: string): void {
  if (/^[A-Z]{3}$/.test(typed)) keep(KEY, typed)
}
