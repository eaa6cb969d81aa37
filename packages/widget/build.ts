// Builds everything of the widget: `node packages/widget/build.ts`.
//
// dist/served   what the server hands to browsers: the loader, one hashed ES module for each load unit,
//               manifest.json (load unit → file name), and a .br and .gz beside each file
// dist/npm      the ES modules that `import { mount } from '@earshot/widget'` finds, and `bake` and `words` for the server
// dist/types    its declarations (by tsc)
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, type InlineConfig, type Rolldown } from 'vite'
import { base } from './base.ts'

const here = import.meta.dirname
const served = join(here, 'dist/served')

/**
 * Load units by name. Each build is one file for each of its entries: units of different builds share no chunk,
 * so that opening one never waits for a second request.
 */
const UNITS: Record<string, string>[] = [
  { panel: 'src/loader/serve.ts' },
  { field: 'src/field/index.ts' },
  { 'text/en': 'src/text/en.ts' },
  { 'text/ko': 'src/text/ko.ts' },
  { 'text/zh-Hant': 'src/text/zh-Hant.ts' },
]

/** The files of one build: app builds, as Vite does not minify ES libraries. */
export async function bundle(
  input: Record<string, string>,
  more: InlineConfig['build'] = {},
): Promise<Rolldown.OutputChunk[]> {
  const result = await build({
    ...base(),
    logLevel: 'warn',
    build: {
      ...base().build,
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, join(here, file)])),
        // What is loaded later may take what it needs from its entry, rather than split the entry in two.
        preserveEntrySignatures: 'allow-extension',
        output: {
          format: 'es',
          entryFileNames: (chunk) => `${chunk.name.replaceAll('/', '-')}-[hash].js`,
          chunkFileNames: '[name]-[hash].js',
        },
      },
      ...more,
    },
  })
  const outputs = Array.isArray(result) ? result : [result as Rolldown.RolldownOutput]
  return outputs.flatMap(({ output }) => output.filter((file) => file.type === 'chunk'))
}

/** The loader is a classic script, as a page may paste it with nothing else. */
export async function loader(): Promise<string> {
  const chunks = await bundle(
    { loader: 'src/loader/index.ts' },
    {
      // Old browsers read it, too, if only to do nothing.
      target: 'es2015',
      rolldownOptions: {
        input: join(here, 'src/loader/index.ts'),
        output: { format: 'iife', entryFileNames: 'loader.js' },
      },
    },
  )
  const code = chunks.map((chunk) => chunk.code).join('')
  // Minifiers choose the quotes; the server looks for these.
  return code.trim().replace(/([`'"])__EARSHOT__\1/, '"__EARSHOT__"')
}

async function serve(): Promise<void> {
  const files = new Map<string, string>()
  const manifest: Record<string, string> = {}
  for (const unit of UNITS) {
    for (const chunk of await bundle(unit)) {
      files.set(chunk.fileName, chunk.code)
      if (chunk.isEntry) manifest[chunk.name] = chunk.fileName
    }
  }
  files.set('loader.js', await loader())

  await mkdir(served, { recursive: true })
  await prune()
  for (const [name, code] of files) await writeFile(join(served, name), code)
  await writeFile(join(served, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await compress([...files.keys()])
}

/** Files of the last builds stay for a day: pages that loaded an older loader still ask for them. */
async function prune(): Promise<void> {
  for (const name of await readdir(served)) {
    const { mtimeMs } = await stat(join(served, name))
    if (Date.now() - mtimeMs > 86_400_000) await rm(join(served, name))
  }
}

/** Compressed once here at the highest quality, so that serving costs nothing. */
async function compress(names: string[]): Promise<void> {
  for (const name of names) {
    const code = await readFile(join(served, name))
    const br = await promisify(brotliCompress)(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    await writeFile(join(served, `${name}.br`), br)
    await writeFile(join(served, `${name}.gz`), await promisify(gzip)(code, { level: 9 }))
  }
}

/** The package for shops that bundle: no hashes, as their bundler makes its own. */
async function npm(): Promise<void> {
  const chunks = await bundle(
    { index: 'src/index.ts', bake: 'src/loader/bake.ts', words: 'src/text/all.ts' },
    {
      rolldownOptions: {
        input: {
          index: join(here, 'src/index.ts'),
          bake: join(here, 'src/loader/bake.ts'),
          words: join(here, 'src/text/all.ts'),
        },
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  )
  await mkdir(join(here, 'dist/npm'), { recursive: true })
  for (const chunk of chunks) await writeFile(join(here, 'dist/npm', chunk.fileName), chunk.code)
}

async function types(): Promise<void> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  await promisify(execFile)(process.execPath, [tsc, '-b', here]).catch((error: Error & { stdout?: string }) => {
    throw new Error(`The widget's types do not hold:\n${error.stdout ?? error.message}`)
  })
}

if (import.meta.main) {
  await rm(join(here, 'dist/npm'), { recursive: true, force: true })
  await serve()
  await npm()
  if (!process.argv.includes('--no-types')) await types()
}
