import type { Option } from '@earshot/sdk/contract'
import { useRef } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { missingAt, useEditor } from './editor.ts'
import { languageName } from '../../words/format.ts'
import * as css from './Card.css.ts'
import { follows, free, newOption, slug } from './make.ts'
import { placesBy } from './order.ts'
import { moved } from './path.ts'
import { faultText, wordsOf } from './Words.tsx'
import { m } from './words.ts'

/** What can be chosen: words in each language, and a lasting name. */
export function Options({ path }: { path: string }) {
  const words = m()
  const context = useEditor()
  const { editing, readOnly } = context
  const list = useRef<HTMLUListElement>(null)
  const options = editing.at(path) as Option[]
  const set = (next: Option[]) => editing.put(path, next)
  const focus = (i: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('input[data-words]')[i]?.focus())
  const move = (from: number, to: number) => {
    if (to < 0 || to >= options.length) return
    set(moved(options, from, to))
    editing.said.value = words.movedTo(wordsOf(options[from]!.label, context), to + 1, options.length)
    focus(to)
  }
  const add = () => {
    set([...options, newOption(options.map(({ id }) => id))])
    focus(options.length)
  }
  return (
    <fieldset class={css.group}>
      <legend class={css.legend}>{words.options}</legend>
      <ul class={css.options} ref={list}>
        {options.map((option, i) => (
          <li
            key={i}
            class={css.option}
            onKeyDown={(event) => {
              const by = placesBy(event)
              if (by === undefined || readOnly) return
              event.preventDefault()
              event.stopPropagation()
              move(i, i + by)
            }}
          >
            <OptionWords path={`${path}.${i}`} option={option} all={options} at={i} onEnter={add} />
            {!readOnly && (
              <span class={css.optionTools}>
                <Button
                  kind="quiet"
                  icon="up"
                  aria-label={words.moveUp}
                  disabled={i === 0}
                  onClick={() => move(i, i - 1)}
                />
                <Button
                  kind="quiet"
                  icon="lower"
                  aria-label={words.moveDown}
                  disabled={i === options.length - 1}
                  onClick={() => move(i, i + 1)}
                />
                <Button
                  kind="quiet"
                  icon="trash"
                  aria-label={words.removeOption(wordsOf(option.label, context) || words.option(i + 1))}
                  disabled={options.length === 1}
                  onClick={() => {
                    set(options.filter((_, at) => at !== i))
                    focus(Math.max(0, i - 1))
                  }}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && options.length < 50 && (
        <span>
          <Button kind="quiet" icon="capture" onClick={add}>
            {words.addOption}
          </Button>
        </span>
      )}
    </fieldset>
  )
}

function OptionWords({
  path,
  option,
  all,
  at,
  onEnter,
}: {
  path: string
  option: Option
  all: readonly Option[]
  at: number
  onEnter: () => unknown
}) {
  const words = m()
  const { editing, locales, readOnly } = useEditor()
  const language = editing.language.value
  const others = all.filter((one) => one !== option).map(({ id }) => id)
  const isSaved = JSON.stringify(editing.base.value).includes(`"id":${JSON.stringify(option.id)}`)
  const behind = locales.map((tag) => option.label[tag]).find(Boolean)
  const fault = faultText(editing, path)
  return (
    <>
      <input
        class={css.input}
        data-words=""
        data-path={`${path}.label`}
        aria-label={words.option(at + 1)}
        aria-invalid={fault ? 'true' : undefined}
        lang={language}
        dir="auto"
        placeholder={behind ?? words.option(at + 1)}
        readOnly={readOnly}
        value={option.label[language] ?? ''}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || readOnly) return
          event.preventDefault()
          if (at === all.length - 1) onEnter()
        }}
        onInput={(event) => {
          const said = event.currentTarget.value
          const label = { ...option.label, [language]: said }
          // A name that nobody chose follows the words, until it is kept.
          const renames = !isSaved && follows(option.id, option.label[language]) && slug(said) !== ''
          editing.put(path, { id: renames ? free(slug(said), others) : option.id, label }, `${path}.${language}`)
        }}
      />
      <input
        class={css.optionId}
        data-path={`${path}.id`}
        aria-label={words.optionId}
        title={words.optionId}
        spellcheck={false}
        readOnly={readOnly}
        value={option.id}
        onInput={(event) => editing.put(`${path}.id`, event.currentTarget.value.trim(), `${path}.id`)}
      />
      {fault && (
        <p class={css.fault} role="alert">
          {fault}
        </p>
      )}
      {missingAt(editing, `${path}.label`).includes(language) && (
        <p class={css.optionMissing}>{words.missingHere(languageName(language))}</p>
      )}
    </>
  )
}
