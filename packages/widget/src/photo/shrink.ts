/** Longest edge of what is sent, in pixels: enough to read a label by. */
const EDGE = 1600
/** Edge of a preview, in pixels of a sharp screen. */
const PREVIEW = 176
const QUALITY = 0.85

/** A photo ready to be sent, and its preview: a square from its middle. */
export interface Shrunk {
  blob: Blob
  preview: OffscreenCanvas
}

/**
 * A photo drawn anew: upright, small, and without what the camera wrote beside it, such as the place.
 * Rejects where the browser cannot read it, as most cannot read HEIC, or does not let it be drawn anew.
 */
export async function shrink(file: Blob): Promise<Shrunk> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = image
  const scale = Math.min(1, EDGE / Math.max(width, height))
  const full = draw(image, 0, 0, width, height, Math.ceil(width * scale), Math.ceil(height * scale))
  const side = Math.min(width, height)
  const preview = draw(image, (width - side) / 2, (height - side) / 2, side, side, PREVIEW, PREVIEW)
  image.close()
  return { blob: await full.convertToBlob({ type: 'image/jpeg', quality: QUALITY }), preview }
}

/** A part of an image on a canvas of its own, white where it was transparent. */
function draw(
  image: ImageBitmap,
  x: number,
  y: number,
  width: number,
  height: number,
  wide: number,
  high: number,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(wide, high)
  const pen = canvas.getContext('2d')!
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, wide, high)
  // Browsers that hide from fingerprinting give back noise: better no photo than a wrong one.
  if (pen.getImageData(0, 0, 4, 4).data.some((value) => value < 250)) throw new Error('canvas')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, x, y, width, height, 0, 0, wide, high)
  return canvas
}
