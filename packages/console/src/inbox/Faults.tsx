import { Fault } from '../ui/States.tsx'
import type { Deeds } from './deeds.ts'

/** Why something could not be done; said beside what it was done to. */
export function Faults({ deeds }: { deeds: Deeds }) {
  return (
    <>
      <Fault error={deeds.thank.error.value} />
      <Fault error={deeds.unthank.error.value} />
      <Fault error={deeds.mark.error.value} />
    </>
  )
}
