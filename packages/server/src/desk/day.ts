const DAY_MS = 24 * 3600_000

/** When the day ends on which a moment falls, by the clocks of a time zone. */
export function endOfDay(now: number, timeZone: string): number {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const today = date.format(now)
  // Where the clocks change a day is longer or shorter; zones stand apart by quarters of an hour.
  const step = DAY_MS / 96
  let end = now - (now % step) + step
  while (date.format(end) === today) end += step
  return end
}
