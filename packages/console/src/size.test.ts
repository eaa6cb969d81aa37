import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OUT } from '../base.ts'
import { LANGUAGES } from './words/words.ts'

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

/** What the build made, by source file. "pnpm build" comes before the tests. */
const manifest = JSON.parse(readFileSync(join(OUT, 'manifest.json'), 'utf8')) as Record<string, Chunk>

/** Brotli bytes of what is loaded for these sources, each file once. */
function bytes(sources: string[]): number {
  const files = new Set<string>()
  const add = (source: string) => {
    const chunk = manifest[source]
    if (!chunk) throw new Error(`The build has no ${source}. Run "pnpm build".`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.imports?.forEach(add)
  }
  sources.forEach(add)
  return [...files].reduce((sum, file) => sum + statSync(join(OUT, `${file}.br`)).size, 0)
}

describe('the console', () => {
  // The inbox is in the file that the page begins with; all of the client follows for the live stream.
  it.each(Object.keys(LANGUAGES))(
    'costs at most 100,000 bytes of script to the filled, live inbox (%s)',
    (language) => {
      expect(bytes(['index.html', `src/text/${language}/index.ts`, 'src/api/whole.ts'])).toBeLessThanOrEqual(100_000)
    },
  )

  it.each(Object.keys(LANGUAGES))('draws the filled inbox from at most 80,000 of them (%s)', (language) => {
    expect(bytes(['index.html', `src/text/${language}/index.ts`])).toBeLessThanOrEqual(80_000)
  })
})
