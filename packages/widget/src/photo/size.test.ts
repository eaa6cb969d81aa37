// @vitest-environment node
import { brotliCompressSync, constants } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundle } from '../../build.ts'

/** What who wants to show a photo fetches, in one language: raise it only with the reason. */
const CEILING = 3000

const bytes = (code: string) => brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

test('photos are a load unit of their own below its byte ceiling, under the strictest policy', async () => {
  const chunks = [
    ...(await bundle({ panel: 'src/loader/serve.ts' })),
    ...(await bundle({ 'text/en': 'src/text/en.ts' })),
  ]
  const unit = chunks.filter((chunk) => chunk.facadeModuleId?.includes('/src/photo/'))
  expect(unit).toHaveLength(2)
  expect(unit.reduce((sum, { code }) => sum + bytes(code), 0)).toBeLessThanOrEqual(CEILING)
  for (const { code } of unit) expect(/\bzod\b|["`]blob:|createObjectURL|<style/.exec(code)).toBeNull()
})
