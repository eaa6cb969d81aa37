import { constants, copyFile, mkdir, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { bakeLoader } from './loader.ts'
import { pack, type Packed } from './packed.ts'
import type { Site } from './store.ts'
import { readWidget } from './widget.ts'

/** The widget's files, as this server serves them. */
export interface Assets {
  /** The loader with the site's settings in it. */
  loader(site: Site): Promise<Packed>
  /** The same for a page of this server at whatever name, and as it is: drafts change with every letter. */
  drafted(site: Site): string
  /** A hashed file in an encoding; undefined when there is none such. */
  file(name: string, encoding: 'br' | 'gzip' | undefined): Promise<{ body: Buffer; encoded: boolean } | undefined>
}

const SUFFIX = { br: '.br', gzip: '.gz' } as const

/**
 * Reads the built widget and keeps a copy of its files in the data folder, where those of earlier releases lie, too:
 * a page that was loaded before an upgrade still finds what its loader names.
 *
 * @param folder built widget; where the build puts it by default
 */
export async function openAssets(data: string, publicUrl: string, folder?: string): Promise<Assets> {
  const widget = await readWidget(folder)
  const kept = join(data, 'widget')
  const paths = new Map<string, string>()
  try {
    await mkdir(kept, { recursive: true, mode: 0o700 })
    for (const name of widget.names)
      await copyFile(join(widget.folder, name), join(kept, name), constants.COPYFILE_EXCL).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      })
    for (const name of await readdir(kept)) paths.set(name, join(kept, name))
  } catch {
    // A full or read-only disk must not keep the current release from being served; readiness tells of it.
  }
  for (const name of widget.names) paths.set(name, join(widget.folder, name))

  /** Read on first use and kept: all of them are some hundred kilobytes. */
  const bodies = new Map<string, Promise<Buffer>>()
  const read = (name: string): Promise<Buffer> | undefined => {
    const path = paths.get(name)
    if (path === undefined) return undefined
    let body = bodies.get(name)
    if (!body) {
      body = readFile(path)
      bodies.set(name, body)
      body.catch(() => bodies.delete(name))
    }
    return body
  }

  return {
    loader: (site) => pack(bakeLoader(widget, site, publicUrl)),
    drafted: (site) => bakeLoader(widget, site, ''),
    async file(name, encoding) {
      if (!name.endsWith('.js')) return undefined
      const encoded = encoding && (await read(name + SUFFIX[encoding]))
      if (encoded) return { body: encoded, encoded: true }
      const body = await read(name)
      return body && { body, encoded: false }
    },
  }
}
