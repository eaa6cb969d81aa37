import { wallOf } from '../complaint/zone.ts'

const QUARTER = 15 * 60_000
const DAY = 86_400_000
/** Hours at which nobody minds being called. */
const [MORNING, EVENING] = [10, 19]

/** When to call again, as a field shows it by the customer's clock: in three hours, or else in the morning. */
export function proposedAgain(now: number, timeZone: string): string {
  const soon = Math.ceil((now + 3 * 3_600_000) / QUARTER) * QUARTER
  const wall = wallOf(soon, timeZone)
  const hour = Number(wall.slice(11, 13))
  if (hour >= MORNING && hour < EVENING) return wall
  return `${wallOf(hour < MORNING ? soon : soon + DAY, timeZone).slice(0, 10)}T${MORNING}:00`
}
