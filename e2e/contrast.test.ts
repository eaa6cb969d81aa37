import { expect, test } from './test.ts'

/** Least contrast that was found for each use of a colour. */
type Least = Record<'fill' | 'on' | 'ink' | 'tint', number>

/** Tries a grid of accents on the open panel and measures what the browser makes of them (WCAG 2.2 relative luminance). */
function measure(): Least {
  const stage = document.querySelector('earshot-panel')!.shadowRoot!.firstElementChild as HTMLElement
  const probe = stage.appendChild(document.createElement('i'))
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
  const luminance = (css: string): number => {
    probe.style.color = css
    pixel.fillStyle = getComputedStyle(probe).color
    pixel.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const ratio = (one: string, other: string): number => {
    const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
    return (light! + 0.05) / (dark! + 0.05)
  }
  const least: Least = { fill: 99, on: 99, ink: 99, tint: 99 }
  const steps = [0, 51, 102, 153, 204, 255]
  for (const r of steps) {
    for (const g of steps) {
      for (const b of steps) {
        stage.style.setProperty('--a', `rgb(${r} ${g} ${b})`)
        least.fill = Math.min(least.fill, ratio('var(--f)', 'var(--s)'))
        least.on = Math.min(least.on, ratio('var(--o)', 'var(--f)'))
        least.ink = Math.min(least.ink, ratio('var(--i)', 'var(--s)'))
        least.tint = Math.min(least.tint, ratio('var(--i)', 'color-mix(in srgb, var(--i) 12%, var(--s))'))
      }
    }
  }
  return least
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`whatever accent a shop chooses, marks and words keep their contrast (${colorScheme})`, async ({
    browser,
    earshot,
  }) => {
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    await page.goto(`${earshot.url}/demo/index.html`)
    await page.getByRole('button', { name: 'How was it?' }).click()
    await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
    const least = await page.evaluate(measure)
    // WCAG 2.2 AA: 1.4.11 for marks and buttons, 1.4.3 for words.
    expect(least.fill).toBeGreaterThanOrEqual(3)
    expect(least.on).toBeGreaterThanOrEqual(4.5)
    expect(least.ink).toBeGreaterThanOrEqual(4.5)
    expect(least.tint).toBeGreaterThanOrEqual(4.5)
    await context.close()
  })
}
