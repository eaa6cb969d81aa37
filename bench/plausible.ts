import { build } from 'vite'

/** plausible-tracker as a site would ship it: its page-view call in one minified classic script. */
export async function plausible(): Promise<string> {
  const entry = '\0plausible-entry'
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'plausible-entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry
            ? `import Plausible from 'plausible-tracker'; Plausible({ domain: 'shop.example', apiHost: location.origin, trackLocalhost: true }).enableAutoPageviews()`
            : null,
      },
    ],
    build: { write: false, minify: true, rollupOptions: { input: entry, output: { format: 'iife' } } },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as { output: { type: string; code?: string }[] }
  return output.find((one) => one.type === 'chunk')!.code!
}
