import type { MomentNote, Text } from '@earshot/sdk/contract'
import { ruleText } from '../../fault/fault.ts'
import { Input } from '../../ui/Field.tsx'
import { languageName } from '../../words/format.ts'
import { type Editing, faultAt, missingAt, useEditor, warningAt } from './editor.ts'
import * as card from './Card.css.ts'
import * as css from './Editor.css.ts'
import { m } from './words.ts'

/** Why a field is wrong, in the reader's words. */
export function noteText(note: MomentNote): string {
  return (m().notes as Readonly<Record<string, string>>)[note.code] ?? ruleText(note)
}

export function faultText(editing: Editing, path: string): string | undefined {
  const fault = faultAt(editing, path)
  return fault && noteText(fault)
}

/** What deserves a look at a path, in place. */
export function Warning({ path }: { path: string }) {
  const warning = warningAt(useEditor().editing, path)
  return warning ? <p class={card.lookNote}>{noteText(warning)}</p> : null
}

/** The same text in the language that is looked at; where it has no words yet, another one's stand behind. */
export function Words({
  path,
  label,
  hint,
  optional = false,
}: {
  path: string
  label: string
  hint?: string
  optional?: boolean
}) {
  const { editing, locales, readOnly } = useEditor()
  const language = editing.language.value
  const text = editing.at(path) as Text | undefined
  const missing = missingAt(editing, path)
  const others = [...locales, ...Object.keys(text ?? {})].filter((tag) => tag !== language)
  const behind = others.map((tag) => text?.[tag]).find((words) => words?.trim())
  return (
    <div class={css.words}>
      <Input
        label={label}
        hint={hint}
        error={faultText(editing, path)}
        {...(optional ? { optional } : {})}
        data-path={path}
        lang={language}
        placeholder={behind ?? ''}
        readOnly={readOnly}
        value={text?.[language] ?? ''}
        onInput={(event) =>
          editing.put(path, { ...text, [language]: event.currentTarget.value }, `${path}.${language}`)
        }
      />
      {missing.length > 0 && <p class={css.missing}>{m().missingHere(missing.map(languageName).join(', '))}</p>}
    </div>
  )
}

/** The words of a text in the language that is looked at, or in another one. */
export function wordsOf(
  text: Text | undefined,
  { editing, locales }: { editing: Editing; locales: readonly string[] },
) {
  const tags = [editing.language.value, ...locales, ...Object.keys(text ?? {})]
  return tags.map((tag) => text?.[tag]?.trim()).find(Boolean) ?? ''
}
