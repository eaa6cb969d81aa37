import { Copy } from '../../ui/Copy.tsx'
import { Hint } from '../../ui/States.tsx'
import { s } from '../words.ts'

/** A link to hand over, where no mail is set up. It is told this once. */
export function Handover({ link }: { link: string }) {
  const words = s().staff
  return (
    <>
      <Hint>{words.handover}</Hint>
      <Copy text={link} label={words.link} />
    </>
  )
}
