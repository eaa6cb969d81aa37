import { formatter } from '../words/format.ts'

/** Digits of a currency's minor unit: 2 for EUR, 0 for KRW. */
export function digitsOf(currency: string): number {
  try {
    return (
      formatter(Intl.NumberFormat, { style: 'currency', currency } as const).resolvedOptions().maximumFractionDigits ??
      2
    )
  } catch {
    return 2
  }
}

/** An amount as people type it, `14.90` or `14,90`, in the currency's minor unit; undefined where it is none. */
export function minorOf(typed: string, currency: string): number | undefined {
  const digits = digitsOf(currency)
  const text = typed.trim().replace(',', '.')
  if (!/^\d{1,10}(\.\d*)?$/.test(text) || (text.split('.')[1] ?? '').length > digits) return undefined
  return Math.round(Number(text) * 10 ** digits)
}

/** The same the other way: `1490` as `14.90`. */
export function typedOf(minor: number, currency: string): string {
  const digits = digitsOf(currency)
  return (minor / 10 ** digits).toFixed(digits)
}
