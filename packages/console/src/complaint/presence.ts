import { EarshotError } from '@earshot/sdk'
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api } from '../api/client.ts'
import { meet, present } from '../live/live.ts'
import { me } from '../session/session.ts'

/** Who is silent for 45 seconds is gone. */
const EVERY_MS = 20_000
/** Who typed nothing for so long is reading. */
const TYPED_MS = 8000

/** When something was typed last, anywhere on the screen. */
const typedAt = signal(0)

/** Says that one is at a complaint while it is on the screen; in a window that nobody sees one is not. */
export function usePresence(number: string): void {
  useEffect(() => {
    let said = ''
    let ended = false
    const say = async (state: 'looking' | 'typing' | 'left') => {
      said = state
      try {
        const there = await api.presence.say({ complaint: number, state })
        if (!ended) meet(there)
      } catch (error) {
        // Beside the point: who is away from the server is not there for others either.
        if (!(error instanceof EarshotError)) throw error
      }
    }
    const now = () => (Date.now() - typedAt.peek() < TYPED_MS ? 'typing' : 'looking')
    const beat = () => void (document.visibilityState === 'visible' && say(now()))
    const typed = (event: Event) => {
      if (!(event.target instanceof HTMLTextAreaElement)) return
      typedAt.value = Date.now()
      if (said !== 'typing') void say('typing')
    }
    const seen = () => void (document.visibilityState === 'visible' ? beat() : say('left'))
    typedAt.value = 0
    beat()
    const timer = setInterval(beat, EVERY_MS)
    addEventListener('input', typed)
    document.addEventListener('visibilitychange', seen)
    return () => {
      ended = true
      clearInterval(timer)
      removeEventListener('input', typed)
      document.removeEventListener('visibilitychange', seen)
      void say('left')
    }
  }, [number])
}

/** The others at a complaint. */
export function othersAt(number: string): readonly { id: string; name: string; typing: boolean }[] {
  return (present.value.get(number) ?? []).filter(({ id }) => id !== me.value.id)
}
