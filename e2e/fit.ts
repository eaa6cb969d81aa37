import type { Page } from './test.ts'

/**
 * What of a page does not fit: what has to be scrolled sideways, and text that is cut off, runs out of its button or
 * lies beside the window. What ends in an ellipsis or after some lines does so on purpose.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** Between which lines text can be read, and inside which button it stands. */
    interface Room {
      left: number
      right: number
      button: DOMRect | undefined
    }
    const found = new Set<string>()
    const tell = (what: string, { tagName, className, textContent }: Element) =>
      found.add(`${what}: ${tagName.toLowerCase()}.${className.split(' ')[0]} "${textContent.trim().slice(0, 40)}"`)

    const read = (text: Text, { left, right, button }: Room) => {
      const range = document.createRange()
      range.selectNodeContents(text)
      const at = range.getBoundingClientRect()
      if (at.width === 0) return
      if (at.left < left - 1 || at.right > right + 1) tell('cut off', text.parentElement!)
      else if (button && (at.left < button.left - 1 || at.right > button.right + 1 || at.bottom > button.bottom + 2))
        tell('runs out', text.parentElement!)
    }

    const roomOf = (element: HTMLElement, style: CSSStyleDeclaration, box: DOMRect, room: Room): Room => {
      const beside = style.position === 'absolute' ? undefined : room.button
      const button = element.matches('button, a, [role=tab]') ? box : beside
      if (style.position === 'fixed') return { left: 0, right: innerWidth, button }
      if (style.overflowX === 'visible') return { ...room, button }
      const wider = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
      const scrolls = wider && (style.overflowX === 'auto' || style.overflowX === 'scroll')
      // Tables and code, and strips and boards that were made for it, do so on purpose.
      const meant = style.scrollbarWidth === 'none' || style.scrollSnapType !== 'none' || element.tagName === 'CODE'
      if (scrolls && !meant && !element.querySelector('table')) tell('scrolls sideways', element)
      const ends = style.textOverflow === 'ellipsis'
      if (ends && (box.left < room.left - 1 || box.right > room.right + 1)) tell('cut off', element)
      if (scrolls || ends) return { left: -Infinity, right: Infinity, button: undefined }
      return { left: Math.max(room.left, box.left), right: Math.min(room.right, box.right), button }
    }

    const look = (element: HTMLElement, room: Room) => {
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      // Fields scroll by themselves, and what is said to screen readers alone takes no room.
      if (style.display === 'none' || style.visibility === 'hidden') return
      if (element.matches('select, textarea') || (box.width <= 1 && box.height <= 1 && style.display !== 'contents'))
        return
      const within = roomOf(element, style, box, room)
      for (const child of element.childNodes)
        if (child instanceof HTMLElement) look(child, within)
        else if (child instanceof Text && child.data.trim() !== '') read(child, within)
    }

    if (document.scrollingElement!.scrollWidth > innerWidth) found.add('the page scrolls sideways')
    look(document.body, { left: 0, right: innerWidth, button: undefined })
    return [...found]
  })
}
