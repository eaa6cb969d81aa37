import type { Policy } from '@earshot/sdk/contract'

/** Working hours by weekday, Monday first. */
export type Days = Policy['calendar']['week']
export type Hours = Days[number][number]

/** Whether every day's hours begin before they end, one after another. */
export function isWeek(week: Days): boolean {
  return week.every((day) => {
    const times = day.flat()
    return times.every((time, i) => time !== '' && (i === 0 || times[i - 1]! < time))
  })
}

/** Closed over noon; hours that are not open then, for the third in their middle. */
export function withBreak([from, until]: Hours): Days[number] {
  const isOpenAtNoon = from < '12:00' && until > '13:00'
  const third = (minutesOf(until) - minutesOf(from)) / 3
  const shut = isOpenAtNoon ? '12:00' : timeOf(minutesOf(from) + third)
  const open = isOpenAtNoon ? '13:00' : timeOf(minutesOf(from) + 2 * third)
  return [
    [from, shut],
    [open, until],
  ]
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return 60 * hours + minutes
}

function timeOf(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(Math.floor(minutes % 60))}`
}
