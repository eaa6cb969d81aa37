import { join } from 'node:path'
import { vanillaExtractPlugin } from '@vanilla-extract/vite-plugin'
import type { UserConfig } from 'vite'
import { shadowStyles } from './shadow.ts'

/** Browsers of the last two years (November 2024 and newer). */
const TARGET = ['chrome130', 'edge130', 'firefox132', 'safari18', 'ios18']

/** What builds and tests share. */
export function base(): UserConfig & { configFile: false } {
  return {
    configFile: false,
    root: import.meta.dirname,
    base: './',
    resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
    plugins: [
      vanillaExtractPlugin({ identifiers: 'short' }),
      shadowStyles(join(import.meta.dirname, 'src/theme/sheets.ts')),
    ],
    build: { target: TARGET, cssTarget: TARGET, cssMinify: true, minify: true },
  }
}
