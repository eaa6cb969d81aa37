import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'

/** Brotli bytes of a page's script that has nothing but these exports of the package. */
async function bytes(names: string): Promise<number> {
  const entry = fileURLToPath(new URL('index.ts', import.meta.url))
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['source', 'browser'] },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page' ? '\0page' : null),
        load: (id) => (id === '\0page' ? `export { ${names} } from ${JSON.stringify(entry)}` : null),
      },
    ],
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: 'page', preserveEntrySignatures: 'strict' },
    },
  })) as Rolldown.RolldownOutput
  const script = output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
  expect(script).not.toMatch(/from\s*["']node:/)
  return brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

/** The first ceiling is the design's. What is measured: 9,130 B, of which ky is 7,700. */
test.each([
  ['createClient', 14_000],
  ['createStaffClient', 19_000],
])('%s costs a page no more than %i bytes', async (names, ceiling) => {
  expect(await bytes(names)).toBeLessThanOrEqual(ceiling)
})
