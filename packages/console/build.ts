// Builds the console into the server: `node packages/console/build.ts`.
//
// packages/server/console/index.html      the page that every address begins with
// packages/server/console/assets/…        hashed scripts, style sheets and fonts, a .br and .gz beside each text
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'
import { base, OUT } from './base.ts'

const DAY = 86_400_000

/** Compressed once here at the highest quality, so that serving costs nothing. Fonts are compressed already. */
async function compress(folder: string): Promise<void> {
  const texts = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name))
  await Promise.all(
    texts.map(async (name) => {
      const text = await readFile(join(folder, name))
      const br = await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
      await writeFile(join(folder, `${name}.br`), br)
      await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(text, { level: 9 }))
    }),
  )
}

/** Files of the last builds stay for a day: pages that are open still ask for them. */
async function prune(assets: string): Promise<void> {
  for (const name of await readdir(assets)) {
    const { mtimeMs } = await stat(join(assets, name))
    if (Date.now() - mtimeMs > DAY) await rm(join(assets, name))
  }
}

// Made aside: what is served stays whole while it is made, and where it cannot be made.
await mkdir(dirname(OUT), { recursive: true })
const aside = await mkdtemp(`${OUT}-`)
try {
  const settings = base()
  await build({ ...settings, build: { ...settings.build, outDir: aside } })
  await compress(join(aside, 'assets'))
  await mkdir(join(OUT, 'assets'), { recursive: true })
  await prune(join(OUT, 'assets'))
  // The page that names them comes after what it names.
  await cp(join(aside, 'assets'), join(OUT, 'assets'), { recursive: true })
  for (const name of ['manifest.json', 'index.html']) await cp(join(aside, name), join(OUT, name))
} finally {
  await rm(aside, { recursive: true, force: true })
}
