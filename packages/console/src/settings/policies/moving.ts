import type { Policy, TimedKind } from '@earshot/sdk/contract'

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Kinds of clock that a change moves where they run and are not yet due. */
export function moving(before: Policy, after: Policy): TimedKind[] {
  const hours = !same(before.calendar, after.calendar)
  const exceptions = ({ exceptions }: Policy, kind: TimedKind) => exceptions.filter(({ clock }) => clock === kind)
  return (Object.keys(before.clocks) as TimedKind[]).filter((kind) => {
    if (!same(before.clocks[kind], after.clocks[kind])) return true
    if (!same(exceptions(before, kind), exceptions(after, kind))) return true
    return hours && (after.clocks[kind].working || exceptions(after, kind).some(({ working }) => working))
  })
}
