import { reencode } from '../attachment/image.ts'
import { addPhoto } from '../attachment/store.ts'
import type { Database } from '../database/engine.ts'
import type { Site } from '../site/store.ts'

const WIDTH = 640
const HEIGHT = 480

/** What customers of the demo show: drawn, so that nobody's picture is in it. */
export const PHOTOS = {
  mug: `<ellipse cx="320" cy="392" rx="150" ry="22" fill="#0002"/><path d="M206 150h216v170q0 66-66 66h-84q-66 0-66-66z" fill="#d9764a"/><path d="M422 190q76 0 76 62t-84 66" fill="none" stroke="#d9764a" stroke-width="26"/><ellipse cx="314" cy="150" rx="108" ry="26" fill="#8a4326"/><path d="M262 172l22 40-26 34 30 52-14 44" fill="none" stroke="#3b1d10" stroke-width="6"/>`,
  vase: `<ellipse cx="320" cy="410" rx="120" ry="18" fill="#0002"/><path d="M286 92h68l-8 96q76 46 76 118 0 100-102 100T218 306q0-72 76-118z" fill="#7f9c96"/><ellipse cx="320" cy="92" rx="34" ry="9" fill="#4d645f"/>`,
  loaf: `<ellipse cx="320" cy="370" rx="220" ry="26" fill="#0002"/><path d="M110 300q0-120 210-120t210 120q0 72-60 72H170q-60 0-60-72z" fill="#c58a4a"/><path d="M120 330q200 60 400 0 0 42-50 42H170q-50 0-50-42z" fill="#2b1a0e"/><path d="M220 206l40 70m50-88 40 80m50-72 36 62" stroke="#f1d3a4" stroke-width="12"/>`,
  candle: `<rect x="0" y="0" width="640" height="60" fill="#3d2a1c"/><path d="M240 0h160l-60 60h-40z" fill="#0d0906"/><ellipse cx="320" cy="420" rx="110" ry="16" fill="#0002"/><rect x="250" y="200" width="140" height="216" rx="10" fill="#e8c06a"/><path d="M320 60q64 74 24 118-24 26-48 0-40-44 24-118z" fill="#f28b2d"/><path d="M320 112q26 40 8 58-10 10-18 0-16-20 10-58z" fill="#fff3c4"/>`,
  bowl: `<ellipse cx="320" cy="390" rx="200" ry="22" fill="#0002"/><path d="M110 210h420q0 170-150 176H260Q110 380 110 210z" fill="#d8d2c2"/><ellipse cx="320" cy="210" rx="210" ry="44" fill="#aaa391"/><path d="M330 168l-22 34 34 30-40 56 26 96" fill="none" stroke="#4a4437" stroke-width="7"/>`,
  box: `<ellipse cx="320" cy="400" rx="210" ry="22" fill="#0002"/><path d="M140 170h360v220H140z" fill="#b98d5c"/><path d="M300 170h40v220h-40z" fill="#7a2e2e"/><path d="M140 170l60-50 40 44 44-56 36 62z" fill="#8f6a41"/><path d="M430 170l18 60-34 30 40 46-22 84h68V170z" fill="#f4efe6"/>`,
} as const

/** Draws a photo and keeps it until something names it. @returns its id */
export async function keepPhoto(database: Database, site: Site, name: keyof typeof PHOTOS): Promise<string> {
  const { default: sharp } = await import('sharp')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#e9e2d4"/><rect y="340" width="100%" height="140" fill="#d3c6ae"/>${PHOTOS[name]}</svg>`
  // Through the same door as a customer's own, and of just now, whenever its tale is told of: what nobody claims within
  // a day a running server takes away.
  return addPhoto(
    database,
    site,
    await reencode(await sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer()),
    Date.now(),
  )
}
