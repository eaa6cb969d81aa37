import { placeKey } from '../loader/place.ts'
import { walk } from './flow.ts'
import type { Talk } from './talk.ts'

/** Keys typed here are not the page's shortcuts. */
export function keep(host: Element): void {
  for (const type of ['keydown', 'keyup', 'keypress']) host.addEventListener(type, (event) => event.stopPropagation())
}

/** What native radio buttons lack: Home, End, and a number's own key. */
export function jump(event: KeyboardEvent): void {
  const here = event.target as HTMLInputElement
  if (here.type !== 'radio') return
  const group = [...here.closest('[role]')!.querySelectorAll('input')]
  const to =
    event.key === 'Home'
      ? group[0]
      : event.key === 'End'
        ? group.at(-1)
        : group.find(({ value }) => value === event.key)
  if (!to || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  to.focus()
  if (!to.checked) to.click()
}

/** Whether the place was answered or dismissed since it asked, in another tab of the same order. */
export function ended(talk: Talk): boolean {
  try {
    return !!talk.place && !!localStorage.getItem(placeKey(talk))
  } catch {
    // Storage is forbidden: nothing is remembered.
    return false
  }
}

/** Each order is asked about once: the card goes as soon as another tab has its answer. */
function yieldTo(talk: Talk): void {
  addEventListener('storage', ({ key }) => {
    if (key === placeKey(talk) && !talk.sending && !talk.receipt) talk.close()
  })
}

/** Keeps the send button of an open dialog above the on-screen keyboard, and the page behind it still. */
function hold(talk: Talk, dialog: HTMLDialogElement): void {
  const seen = window.visualViewport!

  // Phones lay the keyboard over the page: what is seen shrinks, what dialogs are placed by does not.
  const fit = () => {
    const covered = seen.scale < 1.05 ? Math.max(0, innerHeight - seen.height - seen.offsetTop) : 0
    dialog.style.bottom = `${covered}px`
    dialog.style.maxHeight = covered ? `${seen.height - 16}px` : ''
  }

  // Neither style nor scroll position of the page is touched; what would scroll it ends here.
  const still = (event: Event) => {
    const { ctrlKey, touches } = event as WheelEvent & TouchEvent
    const scrolls = event
      .composedPath()
      .some((one) => one instanceof HTMLElement && one.closest('dialog') && one.scrollHeight > one.clientHeight + 1)
    if (!ctrlKey && !touches?.[1] && (!scrolls || outside(dialog, event))) event.preventDefault()
  }

  const shut = new AbortController()
  const { signal } = shut
  seen.addEventListener('resize', fit, { signal })
  // On the document, as the browser scrolls without asking where no listener's own box is, such as on the backdrop.
  for (const type of ['wheel', 'touchmove']) document.addEventListener(type, still, { passive: false, signal })
  dialog.addEventListener('close', () => shut.abort())
  // A click beside the card closes it while nothing would have to be said again.
  dialog.addEventListener('click', (event) => {
    if (outside(dialog, event) && (talk.receipt || Object.keys(walk(talk).given).length === 0)) talk.close()
  })
}

/** What an open card heeds besides: in the page's flow other tabs, in a dialog the page around it. */
export function settle(talk: Talk, dialog: HTMLDialogElement | false): void {
  if (dialog) hold(talk, dialog)
  else yieldTo(talk)
}

/** Whether a pointer is on the backdrop, which is the dialog as well. */
function outside(dialog: Element, event: Event): boolean {
  const { clientX: x, clientY: y } = (event as TouchEvent).touches?.[0] ?? (event as MouseEvent)
  const { left, right, top, bottom } = dialog.getBoundingClientRect()
  return event.composedPath()[0] === dialog && (x < left || x > right || y < top || y > bottom)
}
