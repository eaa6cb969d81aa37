import type { MomentNote } from '@earshot/sdk/contract'
import { languageName, number } from '../../words/format.ts'
import { useEditor } from './editor.ts'
import * as card from './Card.css.ts'
import * as css from './Editor.css.ts'
import { Headings } from './Headings.tsx'
import { Questions } from './Questions.tsx'
import { noteText, Words } from './Words.tsx'
import { m } from './words.ts'

/** Everything that a moment is made of. */
export function Form() {
  const words = m()
  const { editing } = useEditor()
  return (
    <>
      <Languages />
      <Mend />
      <section class={card.part} aria-labelledby="moment-about">
        <h3 class={card.partTitle} id="moment-about">
          {words.about}
        </h3>
        <Words path="title" label={words.title} hint={words.titleHint} />
        <Words path="note" label={words.note} optional />
      </section>
      <section class={card.part} aria-labelledby="moment-questions">
        <h3 class={card.partTitle} id="moment-questions">
          {words.questionsTitle} <span class={card.count}>{number(editing.now.questions.length)}</span>
        </h3>
        <Questions />
      </section>
      <Headings name="headings" />
      <Headings name="after" />
    </>
  )
}

/** The languages of the site; of each how much has no words yet. */
function Languages() {
  const words = m()
  const { editing, locales } = useEditor()
  const { warnings } = editing.notes.value
  return (
    <div class={css.languages} role="group" aria-label={words.language}>
      {locales.map((tag) => {
        const missing = warnings.filter(({ code, path }) => code === 'text_missing' && path.endsWith(`.${tag}`)).length
        return (
          <button
            key={tag}
            type="button"
            class={css.languageTab}
            aria-pressed={editing.language.value === tag}
            onClick={() => (editing.language.value = tag)}
          >
            <span lang={tag}>{languageName(tag)}</span>
            {missing > 0 && <span class={css.missingCount}>{words.missing(number(missing))}</span>}
          </button>
        )
      })}
    </div>
  )
}

/** What must be mended before it can be saved; each leads to its field. */
function Mend() {
  const words = m()
  const { editing } = useEditor()
  const { errors } = editing.notes.value
  if (errors.length === 0) return null
  return (
    <div class={css.mend}>
      <p>{words.mend(errors.length)}</p>
      <ul>
        {errors.slice(0, 5).map((note, i) => (
          <li key={i}>
            <button type="button" class={css.mendLink} onClick={() => lead(note)}>
              {placeOf(note)}: {noteText(note)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )

  function lead({ path }: MomentNote): void {
    const [list, at] = path.split('.')
    if (list === 'questions' && at !== undefined) editing.open.value = Number(at)
    requestAnimationFrame(() => {
      const field = nearest(path)
      field?.scrollIntoView({ block: 'center' })
      const focusable = field?.matches('input, textarea') ? field : field?.querySelector<HTMLElement>('select, input')
      focusable?.focus()
    })
  }

  function placeOf({ path }: MomentNote): string {
    const [list, at] = path.split('.')
    const n = Number(at) + 1
    if (list === 'questions') return at === undefined ? words.questionsTitle : `${words.label} ${n}`
    if (list === 'headings') return words.heading(n)
    if (list === 'after') return words.ending(n)
    return words.about
  }
}

/** The field at a path, or the closest around it. */
function nearest(path: string): HTMLElement | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`)
    if (field) return field
  }
  return null
}
