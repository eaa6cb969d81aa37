import { effect, signal } from '@preact/signals'
import { language } from './words.ts'

/**
 * Texts that come with a part of the console, not with the console.
 *
 * @param loaders by language; each of those that the console speaks
 * @returns what reads the texts (what does is drawn anew when the language changes), and what loads a part with them
 */
export function partWords<T>(
  loaders: Readonly<Record<string, () => Promise<T>>>,
): [read: () => T, worded: <M>(part: Promise<M>) => Promise<M>] {
  const loaded = signal<T | undefined>()
  let follows = false
  async function learn(tag: string): Promise<void> {
    const words = await loaders[tag]!()
    // Of two languages chosen in a hurry the last counts.
    if (tag === language.peek()) loaded.value = words
  }
  async function worded<M>(part: Promise<M>): Promise<M> {
    const [module] = await Promise.all([part, learn(language.peek())])
    if (!follows) effect(() => void learn(language.value).catch(() => undefined))
    follows = true
    return module
  }
  return [() => loaded.value!, worded]
}
