import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/**
 * Opens a dialog over the page as soon as it is drawn, and not a frame later: what is typed next is meant for it,
 * and no shortcut of the screen below. When it goes, the focus returns to where it was.
 */
export function useModal(ref: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const dialog = ref.current!
    const before = document.activeElement as HTMLElement | null
    dialog.showModal()
    return () => {
      // While it is open, nothing below can have the focus.
      dialog.close()
      if (before?.isConnected) before.focus()
    }
  }, [])
}
