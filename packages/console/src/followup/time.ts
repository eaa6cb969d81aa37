/** A time as a field of date and hour takes it, by this device's clock, to the quarter of an hour. */
export function localInput(at: number): string {
  const quarter = Math.round(at / 900_000) * 900_000
  const local = new Date(quarter - new Date(quarter).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
