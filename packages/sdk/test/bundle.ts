import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

/** A page's script as its developer would bundle it: minified, for browsers. Its imports are this package's. */
export async function bundle(script: string): Promise<string> {
  const entry = fileURLToPath(new URL('page.js', import.meta.url))
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['source', 'browser'] },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page' ? entry : null),
        load: (id) => (id === entry ? script : null),
      },
    ],
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: 'page', preserveEntrySignatures: 'strict' },
    },
  })) as Rolldown.RolldownOutput
  return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
}
