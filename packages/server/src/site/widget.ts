import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built widget, as served. */
export interface Widget {
  /** Folder of the built files. */
  folder: string
  /** The script tag's code, with the literal `"__EARSHOT__"` where the site's settings go. */
  loader: string
  /** File names by load unit: `panel`, `field`, `text/en`, … */
  files: Readonly<Record<string, string>>
  /** Every file to serve, compressed siblings included. */
  names: readonly string[]
}

/** Where the build puts what the server serves; also in the published package. */
function servedFolder(): string {
  return join(fileURLToPath(import.meta.resolve('@earshot/widget/package.json')), '../dist/served')
}

/** Reads the built widget. Rejects with what to do when it is not built. */
export async function readWidget(folder: string = servedFolder()): Promise<Widget> {
  try {
    const [loader, manifest, names] = await Promise.all([
      readFile(join(folder, 'loader.js'), 'utf8'),
      readFile(join(folder, 'manifest.json'), 'utf8'),
      readdir(folder),
    ])
    const served = names.filter(
      (name) => name !== 'loader.js' && name !== 'manifest.json' && !name.startsWith('loader.js.'),
    )
    return { folder, loader, files: JSON.parse(manifest) as Record<string, string>, names: served }
  } catch (error) {
    throw new Error(`The widget is not built: there is no complete ${folder}. Run "pnpm build".`, { cause: error })
  }
}
