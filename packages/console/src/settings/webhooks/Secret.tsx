import { Copy } from '../../ui/Copy.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Hint } from '../../ui/States.tsx'
import { s } from '../words.ts'

/** What a receiver knows messages by. It is told this once. */
export function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const words = s().webhooks
  return (
    <Dialog title={words.secretTitle} onClose={onClose}>
      <Hint>{words.secretMore}</Hint>
      <Copy text={secret} label={words.secret} />
    </Dialog>
  )
}
