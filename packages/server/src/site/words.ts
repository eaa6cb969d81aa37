import type { Text, WidgetText } from '@earshot/sdk/contract'
import { WORDS } from '@earshot/widget/words'

type Own = Omit<WidgetText, 'own'>

/** The widget's texts by key, in the order in which customers meet them; made when they are first asked for. */
let known: ReadonlyMap<string, Own> | undefined

function all(): ReadonlyMap<string, Own> {
  known ??= new Map(
    (['form', 'after', 'photo'] as const).flatMap((part) =>
      Object.entries(WORDS[part]['en']!).map(([key, english]): [string, Own] => {
        const builtin = Object.entries(WORDS[part]).map(([language, words]) => [language, words[key]!])
        const placeholders = [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
        return [key, { key, part, placeholders, builtin: Object.fromEntries(builtin) as Text }]
      }),
    ),
  )
  return known
}

/** A text of the widget; undefined where there is none such. */
export function widgetText(key: string): Own | undefined {
  return all().get(key)
}

/** Every text of the widget, with the shop's own wording. */
export function widgetTexts(own: Readonly<Record<string, Text>>): WidgetText[] {
  return [...all().values()].map((text) => ({ ...text, own: own[text.key] ?? {} }))
}
