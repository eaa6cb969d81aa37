import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { holdHere } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Row } from '../ui/Field.tsx'
import { w } from '../words/words.ts'

/** Asks before what was changed here is left behind. @param kept what is said where it is not lost by that */
export function Leave({ changed, kept }: { changed: boolean; kept?: string }) {
  const words = w().settings.leave
  const leave = useSignal<(() => void) | undefined>(undefined)
  useEffect(() => {
    if (!changed) return undefined
    const free = holdHere((go) => (leave.value = go))
    const warn = (event: Event) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => {
      free()
      removeEventListener('beforeunload', warn)
    }
  }, [changed])
  if (!leave.value) return null
  const stay = () => (leave.value = undefined)
  return (
    <Dialog title={words.title} onClose={stay} light>
      <p>
        {words.more} {kept}
      </p>
      <Row>
        <Button kind="go" onClick={stay}>
          {words.stay}
        </Button>
        <Button
          kind="danger"
          onClick={() => {
            const go = leave.peek()!
            stay()
            go()
          }}
        >
          {words.leave}
        </Button>
      </Row>
    </Dialog>
  )
}
