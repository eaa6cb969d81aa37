/** Contrast that text needs on its ground: WCAG 2.2 AA. */
const ENOUGH = 4.5

type Rgb = readonly [number, number, number]

/** The accent, darkened or lightened just as far as it can be read on a ground. @param accent `#rrggbb` */
export function readableOn(ground: string, accent: string): string {
  const target: Rgb = luminance(rgb(ground)) > 0.4 ? [0, 0, 0] : [255, 255, 255]
  const from = rgb(accent)
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = from.map((part, i) => Math.round(part + (target[i]! - part) * share)) as unknown as Rgb
    if (contrast(mixed, rgb(ground)) >= ENOUGH) return hex(mixed)
  }
  return hex(target)
}

/** Black or white, whichever is read better on a colour. */
export function inkOn(colour: string): string {
  const ground = rgb(colour)
  return contrast([255, 255, 255], ground) >= contrast([0, 0, 0], ground) ? '#fff' : '#000'
}

function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((one, other) => one - other) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** Relative luminance, as WCAG defines it. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function rgb(colour: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb
}

function hex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
