import { bestLocale, type Moment, type MomentInput, type Text } from '@earshot/sdk/contract'

/** Where a text stands: its dotted path, and what it is a member of. */
interface Place {
  path: string
  text: Text
  of: Record<string, Text | undefined>
  name: string
}

/** Texts that may be left out. */
const OPTIONAL = ['note', 'hint', 'placeholder', 'low', 'high']

/** Every text of a moment. */
export function textsOf(moment: Omit<Moment, 'version'>): Place[] {
  const found: Place[] = []
  const take = (from: object, above: string, names: readonly string[]) => {
    const of = from as Place['of']
    for (const name of names) {
      const text = of[name]
      if (text !== undefined) found.push({ path: above === '' ? name : `${above}.${name}`, text, of, name })
    }
  }
  take(moment, '', ['title', 'note'])
  for (const [at, question] of moment.questions.entries()) {
    const path = `questions.${at}`
    take(question, path, ['label', ...OPTIONAL])
    if (question.kind === 'satisfaction')
      take(
        question.labels,
        `${path}.labels`,
        question.labels.map((_, i) => String(i)),
      )
    if ('options' in question)
      for (const [i, option] of question.options.entries()) take(option, `${path}.options.${i}`, ['label'])
  }
  for (const name of ['headings', 'after'] as const)
    for (const [at, heading] of moment[name].entries()) take(heading, `${name}.${at}`, ['title', 'note'])
  return found
}

/** The same without words that are none: an editor sends a field that nobody filled as an empty text. */
export function tidy(moment: MomentInput): MomentInput {
  const copy = structuredClone(moment)
  for (const { text, of, name } of textsOf(copy)) {
    for (const [tag, words] of Object.entries(text)) if (words.trim() === '') delete text[tag]
    if (OPTIONAL.includes(name) && Object.keys(text).length === 0) delete of[name]
  }
  return copy
}

/** Stands for no language. */
const NONE = 'und'

/** Languages of the site whose readers find no words of their own. */
export function unsaid(text: Text, locales: readonly string[]): string[] {
  const said = Object.keys(text).filter((tag) => text[tag]!.trim() !== '')
  return locales.filter((locale) => bestLocale([...said, NONE], locale, NONE) === NONE)
}
