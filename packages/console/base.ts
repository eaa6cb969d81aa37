import { join } from 'node:path'
import { vanillaExtractPlugin } from '@vanilla-extract/vite-plugin'
import type { InlineConfig, Plugin, Rolldown } from 'vite'

/** Browsers of the last two years (November 2024 and newer). */
const TARGET = ['chrome130', 'edge130', 'firefox132', 'safari18', 'ios18']

/** Where the server finds it, from its sources and in its published package. */
export const OUT = join(import.meta.dirname, '../server/console')

/** Fetches the font beside the script, so that it is there when the first words are drawn. */
const fontFirst: Plugin = {
  name: 'earshot-font-first',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((name) => /inter-latin-wght[^/]*\.woff2$/.test(name))
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/console/${name}` },
          injectTo: 'head-prepend',
        })),
  },
}

/** Where the console begins. The inbox is most people's first screen, so its script comes with what every screen needs. */
const BEGINNING = ['src/main.tsx', 'src/inbox/Inbox.tsx'].map((file) => join(import.meta.dirname, file))

/** The SDK and what it stands on: only what is used of it comes along, in a file that is there before. */
const SDK = /[/\\](sdk|ky|zod)[/\\]/

/** One file for what the beginning imports: thirty small ones took longer to ask for than to run. */
function first(): Rolldown.CodeSplittingNameFunction {
  const found = new Set<string>()
  return (id, graph) => {
    const look = (one: string) => {
      if (found.has(one) || SDK.test(one)) return
      found.add(one)
      for (const imported of graph.getModuleInfo(one)?.importedIds ?? []) look(imported)
    }
    if (found.size === 0) for (const one of BEGINNING) look(one)
    return id !== BEGINNING[0] && found.has(id) ? 'first' : null
  }
}

/** How the console is built. */
export function base(): InlineConfig & { configFile: false } {
  return {
    configFile: false,
    root: import.meta.dirname,
    base: '/console/',
    logLevel: 'warn',
    resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
    plugins: [vanillaExtractPlugin(), fontFirst],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      target: TARGET,
      cssTarget: TARGET,
      outDir: OUT,
      emptyOutDir: true,
      // All browsers above know it.
      modulePreload: { polyfill: false },
      // Its policy takes no inline fonts or images.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      manifest: 'manifest.json',
      rolldownOptions: {
        output: {
          codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: first(), debugName: 'first' }] },
        },
      },
    },
  }
}
