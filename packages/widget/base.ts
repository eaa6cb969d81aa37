import { basename, join } from 'node:path'
import { vanillaExtractPlugin } from '@vanilla-extract/vite-plugin'
import type { Plugin, UserConfig } from 'vite'
import { shadowStyles } from './shadow.ts'

/** Browsers of the last two years (November 2024 and newer). */
const TARGET = ['chrome130', 'edge130', 'firefox132', 'safari18', 'ios18']

const named = new Map<string, string>()

/** Class names of three letters, such as `Pa0`: in a shadow root they need to differ from one another only. */
function identifiers({ filePath, hash }: { filePath: string; hash: string }): string {
  const name = basename(filePath).slice(0, 2) + hash.slice(-1)
  const taken = named.get(name)
  if (taken && taken !== hash) {
    throw new Error(`Two styles are both named ${name}, one of them in ${filePath}. Let the file begin differently.`)
  }
  named.set(name, hash)
  return name
}

/** JSX by Preact's own `h`, which is there anyway; its JSX runtime would come on top. */
const jsx: Plugin = {
  name: 'earshot-jsx',
  enforce: 'pre',
  transform: {
    filter: { id: /\.tsx$/ },
    handler: (code) => ({ code: `import { h as _h, Fragment as _F } from 'preact';${code}`, map: null }),
  },
}

/** `helper(() => import('./file.js'), [], import.meta.url)`, as the minifier writes it. */
const WRAPPED = /[\w$]+\(\(\)=>import\(([`'"][^`'"]+[`'"])\),\[\],import\.meta\.url\)/g

/** Vite wraps every import() to preload style sheets, which there are none of; this leaves the bare import. */
const bareImports: Plugin = {
  name: 'earshot-bare-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null),
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = chunk.code.replace(WRAPPED, 'import($1)')
      }
    },
  },
}

/** What builds and tests share. */
export function base(): UserConfig & { configFile: false } {
  return {
    configFile: false,
    root: import.meta.dirname,
    base: './',
    resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
    plugins: [
      jsx,
      bareImports,
      vanillaExtractPlugin({ identifiers }),
      shadowStyles(join(import.meta.dirname, 'src/theme/sheets.ts')),
    ],
    oxc: { jsx: { runtime: 'classic', pragma: '_h', pragmaFrag: '_F', development: false } },
    build: { target: TARGET, cssTarget: TARGET, cssMinify: true, minify: true },
  }
}
