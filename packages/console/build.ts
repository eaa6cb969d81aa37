// Builds the console into the server: `node packages/console/build.ts`.
//
// packages/server/console/index.html      the page that every address begins with
// packages/server/console/assets/…        hashed scripts, style sheets and fonts, a .br and .gz beside each text
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'
import { base, OUT } from './base.ts'

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

await build(base())
await compress(join(OUT, 'assets'))
