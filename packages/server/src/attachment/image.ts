import type { ResizeOptions, Sharp, SharpOptions } from 'sharp'
import { Problem } from '../problem.ts'

/** Longest edge of what is kept, in pixels: enough to read a label, no more than a screen shows. */
const EDGE = 2000
const THUMB_EDGE = 320
/** A phone's camera makes up to 50 megapixels that it calls a photo; a bomb makes thousands. */
const PIXELS_MAX = 50_000_000
/** Seconds that one step may take. What needs longer was made to. */
const SECONDS = 20
const QUALITY = 82

/** First bytes of what is taken. Nothing else reaches a decoder: an SVG would be rendered, a TIFF hold anything. */
const SIGNS: readonly RegExp[] = [
  /^\xFF\xD8\xFF/, // JPEG
  /^\x89PNG\r\n/,
  /^GIF8[79]a/,
  /^RIFF[^]{4}WEBP/,
  /^[^]{4}ftyp(avif|avis|mif1|heic|heix|hevc)/, // AVIF; HEIC is told apart below
]
const HEIC = /^[^]{4}ftyp(heic|heix|hevc)/

/** A photo as it is kept: upright, without metadata, in our own encoding. */
export interface Photo {
  type: 'image/jpeg' | 'image/webp'
  width: number
  height: number
  full: Buffer
  thumb: Buffer
}

/**
 * Reads a photo by its content and writes it anew. What it carried besides pixels (place, time, device, scripts behind
 * the picture) is gone; of an animation the first picture stays.
 *
 * Rejects with `attachment_type`, `attachment_too_large` (megapixels) or `attachment_unreadable`.
 */
export async function reencode(bytes: Buffer): Promise<Photo> {
  const head = bytes.toString('latin1', 0, 16)
  if (!SIGNS.some((sign) => sign.test(head)))
    throw new Problem('attachment_type', 'This is not a photo. Send JPEG, PNG, WebP, AVIF or GIF.')
  const open = await opener()
  try {
    const { hasAlpha, width, height } = await open(bytes, { failOn: 'truncated', limitInputPixels: false }).metadata()
    if (width * height > PIXELS_MAX) throw tooManyPixels(width * height)
    const encode = (image: Sharp) => (hasAlpha ? image.webp({ quality: QUALITY }) : image.jpeg({ quality: QUALITY }))
    const upright = open(bytes, { failOn: 'truncated', limitInputPixels: PIXELS_MAX }).autoOrient()
    const full = await encode(upright.resize(within(EDGE)).timeout({ seconds: SECONDS })).toBuffer({
      resolveWithObject: true,
    })
    const thumb = await encode(open(full.data).resize(within(THUMB_EDGE))).toBuffer()
    const { width: wide, height: high } = full.info
    return { type: hasAlpha ? 'image/webp' : 'image/jpeg', width: wide, height: high, full: full.data, thumb }
  } catch (error) {
    if (error instanceof Problem) throw error
    if (HEIC.test(head))
      throw new Problem('attachment_type', 'This photo is HEIC, which cannot be read here. Send it as JPEG.')
    throw new Problem(
      'attachment_unreadable',
      'The photo is damaged, or did not arrive whole. Send it again, or save it anew as JPEG.',
      { cause: error },
    )
  }
}

function within(edge: number): ResizeOptions {
  return { width: edge, height: edge, fit: 'inside', withoutEnlargement: true }
}

function tooManyPixels(pixels: number): Problem {
  return new Problem(
    'attachment_too_large',
    `The photo has ${Math.round(pixels / 1e6)} megapixels; ${PIXELS_MAX / 1e6} are taken. Make it smaller.`,
  )
}

type Open = (bytes: Buffer, options?: SharpOptions) => Sharp
let opening: Promise<Open> | undefined

/** Loaded with the first photo: a server that gets none starts sooner and stays smaller. */
function opener(): Promise<Open> {
  return (opening ??= import('sharp').then(({ default: sharp }) => {
    // One photo at a time on one thread, and nothing kept: ingestion has the rest of the machine.
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  }))
}
