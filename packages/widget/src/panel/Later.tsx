import type { FunctionComponent } from 'preact'
import type { Asking } from './asking.ts'
import type { Language } from './load.ts'
import type { Talk } from './talk.ts'

type Photos = FunctionComponent<Asking<'photo'>>

/** By language, as the words come with it; while it is under way, its promise. */
const units = new Map<Language, Photos | Promise<void>>()

/** Photos are a load unit of their own, words and all, fetched where they are first asked for. */
async function load(talk: Talk): Promise<void> {
  const { language } = talk
  try {
    const words = language.late().then(({ photo }) => photo())
    const [{ Photos }, { default: said }] = await Promise.all([import('../photo/Photos.tsx'), words])
    Object.assign(language.default, said)
    units.set(language, Photos)
  } catch {
    // The next drawing tries again.
    units.delete(language)
    return
  }
  talk.change()
}

/** Keeps the place of the photos until they are there. */
export function Later(asking: Asking<'photo'>) {
  const { language } = asking.talk
  const Photos = units.get(language)
  if (typeof Photos === 'function') return <Photos {...asking} />
  if (!Photos) units.set(language, load(asking.talk))
  return <div style={{ minHeight: '92px' }} />
}
