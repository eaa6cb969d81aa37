import { session } from '../session/session.ts'

const PREFIX = 'earshot-draft'
/** What nobody came back to. */
const KEPT_MS = 30 * 86_400_000

function keyOf(name: string): string {
  const by = session.peek()
  return `${PREFIX} ${by?.site.key} ${by?.id} ${name}`
}

/** Keeps on this device what is being typed, at once; undefined or empty lets it go. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === undefined || value === '') localStorage.removeItem(keyOf(name))
    else localStorage.setItem(keyOf(name), JSON.stringify({ at: Date.now(), value }))
  } catch {
    // A full or forbidden store: the words are still on the screen.
  }
}

/** What was typed before, also in another tab or before the page was loaded anew. */
export function recall(name: string): unknown {
  const kept = localStorage.getItem(keyOf(name))
  if (kept === null) return undefined
  const { at, value } = JSON.parse(kept) as { at: number; value: unknown }
  if (Date.now() - at < KEPT_MS) return value
  localStorage.removeItem(keyOf(name))
  return undefined
}

/** The same, of words. */
export function recallText(name: string): string {
  const value = recall(name)
  return typeof value === 'string' ? value : ''
}
