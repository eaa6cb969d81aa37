import type { Locator, Page } from '@playwright/test'

/*
 * How long somebody sits at something, counted by what there is to read, type and press. No clock runs: a machine that
 * is slow or fast changes nothing. Whatever comes onto the screen is read to its end, and once.
 */

const WORDS_A_MINUTE = 200
/** Forty words of five characters each. */
const CHARACTERS_A_MINUTE = 200
const SECONDS_A_PRESS = 1

/** Seconds of a part of the way, by what they go into. */
interface Part {
  name: string
  read: number
  typed: number
  pressed: number
  elsewhere: number
}

const secondsOf = ({ read, typed, pressed, elsewhere }: Part) => read + typed + pressed + elsewhere

export class Pace {
  readonly parts: Part[] = []
  /** What was read on each page so far: who sees it again knows it. */
  private readonly known = new WeakMap<Page, Set<string>>()

  /** What follows belongs to this part of the way. */
  part(name: string): void {
    this.parts.push({ name, read: 0, typed: 0, pressed: 0, elsewhere: 0 })
  }

  private get now(): Part {
    return this.parts.at(-1)!
  }

  /** Reads what is new on the screen, above and below the fold and in frames. */
  async read(page: Page): Promise<void> {
    const known = this.known.get(page) ?? new Set()
    this.known.set(page, known)
    for (const frame of page.frames())
      // One that is being replaced shows nothing.
      for (const line of await frame.evaluate(linesShown).catch(() => [])) {
        if (!known.has(line)) this.readText(line)
        known.add(line)
      }
  }

  /** Reads something that stands elsewhere, as in a terminal. */
  readText(text: string): void {
    const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
    this.now.read += (words.length / WORDS_A_MINUTE) * 60
  }

  /** Turns to another tab. */
  async turnTo(page: Page): Promise<void> {
    this.now.pressed += SECONDS_A_PRESS
    await page.bringToFront()
  }

  /** Reads the screen, and then presses what is meant. */
  async press(target: Locator): Promise<void> {
    await target.waitFor()
    await this.read(target.page())
    this.now.pressed += SECONDS_A_PRESS
    await target.click()
  }

  /** Goes to a field, and writes in it. */
  async type(target: Locator, text: string): Promise<void> {
    await this.press(target)
    this.typeText(text)
    await target.fill(text)
  }

  /** Chooses in a long list by the beginning of what is looked for. */
  async choose(target: Locator, option: string): Promise<void> {
    await target.waitFor()
    await this.read(target.page())
    this.now.pressed += 2 * SECONDS_A_PRESS
    this.typeText(option)
    await target.selectOption(option)
  }

  /** Types elsewhere, as in a terminal. */
  typeText(text: string): void {
    this.now.typed += (text.length / CHARACTERS_A_MINUTE) * 60
  }

  /** Does something that no screen of ours is for: what it takes is estimated. */
  elsewhere(seconds: number): void {
    this.now.elsewhere += seconds
  }

  /** All of it. */
  get minutes(): number {
    return this.parts.reduce((sum, part) => sum + secondsOf(part), 0) / 60
  }

  /** A line for each part, in seconds. */
  toString(): string {
    const line = (name: string, ...figures: (number | string)[]) =>
      name.padEnd(28) + figures.map((one) => String(one).padStart(10)).join('')
    return [
      line('seconds', 'read', 'typed', 'pressed', 'elsewhere', 'sum'),
      ...this.parts.map((part) =>
        line(part.name, ...[part.read, part.typed, part.pressed, part.elsewhere, secondsOf(part)].map(Math.round)),
      ),
      line('', '', '', '', '', `${this.minutes.toFixed(1)} min`),
    ].join('\n')
  }
}

/** Every piece of text that can be seen in a document, with what stands in fields. */
function linesShown(): string[] {
  const lines: string[] = []
  const see = (element: Element): void => {
    const { display, overflowX } = getComputedStyle(element)
    if (display !== 'contents' && !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return
    const { width } = element.getBoundingClientRect()
    // For screen readers alone.
    if (width <= 1 && overflowX !== 'visible') return
    if (element instanceof HTMLSelectElement) lines.push(element.selectedOptions[0]?.text ?? '')
    else if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)
      lines.push(/checkbox|radio|color|password/.test(element.type) ? '' : element.value || element.placeholder)
    else look(element.shadowRoot ?? element)
  }
  const look = (within: Element | ShadowRoot): void => {
    for (const node of within instanceof HTMLSlotElement ? within.assignedNodes() : within.childNodes)
      if (node instanceof Element) see(node)
      else if (node instanceof Text) lines.push(node.data)
  }
  see(document.body)
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}
