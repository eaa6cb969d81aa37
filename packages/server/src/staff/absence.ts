/** When somebody is away, as a row keeps it: `absent_until` is null while it is not known until when. */
export interface Away {
  absent_from: number | null
  absent_until: number | null
}

/** Whether somebody is away then. */
export function isAbsent({ absent_from: from, absent_until: until }: Away, at: number): boolean {
  return from !== null && from <= at && (until === null || at < until)
}
