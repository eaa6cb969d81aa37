import { w } from '../words/words.ts'
import { toast } from './States.tsx'

/** Puts a text on the clipboard. @returns whether it is there */
export async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Without leave, and where the console is not served encrypted, as within a shop's own walls.
    return bySelection(text)
  }
}

/** Puts a text on the clipboard and says so; where the browser does not let it, the text itself is shown. */
export async function copyOut(text: string): Promise<void> {
  const words = w().common.act
  if (await toClipboard(text)) toast(words.copied)
  else toast(`${words.copy}: ${text}`, undefined, 60_000)
}

/** As a reader does: by marking it. The focus stays where it was. */
function bySelection(text: string): boolean {
  const before = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  Object.assign(area.style, { position: 'fixed', insetBlockStart: '0', opacity: '0' })
  // What is outside of a dialog cannot be marked.
  const within = before?.closest('dialog') ?? document.body
  within.append(area)
  area.select()
  try {
    // The only way that an unencrypted page has.
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    area.remove()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}
