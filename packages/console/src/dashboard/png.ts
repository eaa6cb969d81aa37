import { coloursOf } from './Chart.tsx'

/** A name that every file system takes. */
const safe = (name: string) => name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '')

/** Gives a file to whoever looks at the page. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A chart as a picture that tells by itself what it is: its title, period, legend and the shop's name are in it. */
export async function savePicture(
  chart: HTMLCanvasElement,
  { title, about, shop, legend }: { title: string; about: string; shop: string; legend: string },
): Promise<void> {
  const scale = chart.width / chart.clientWidth
  const [edge, head, foot] = [20 * scale, 62 * scale, 34 * scale]
  const canvas = document.createElement('canvas')
  canvas.width = chart.width + 2 * edge
  canvas.height = chart.height + head + foot
  const colour = coloursOf(chart)
  const context = canvas.getContext('2d')!
  const face = getComputedStyle(chart).fontFamily
  const write = (text: string, size: number, weight: string, ink: string, y: number, end = false) => {
    context.font = `${weight} ${size * scale}px ${face}`
    context.fillStyle = ink
    context.textAlign = end ? 'right' : 'left'
    context.fillText(text, end ? canvas.width - edge : edge, y)
  }
  context.fillStyle = colour.paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  write(title, 17, '640', colour.ink, 28 * scale)
  write(about, 12, '400', colour.soft, 48 * scale)
  write(shop, 12, '400', colour.soft, 28 * scale, true)
  context.drawImage(chart, edge, head)
  write(legend, 12, '400', colour.soft, head + chart.height + 20 * scale)
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (file) download(file, `${safe(title)}.png`)
}
