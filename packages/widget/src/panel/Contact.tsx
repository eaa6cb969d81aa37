import type { Asking } from './asking.ts'
import * as css from './Contact.css.ts'
import * as hint from './Question.css.ts'
import * as words from './Words.css.ts'

/** What makes browsers offer the right value, where it is not named as the field. */
const KNOWN: Record<string, string> = { phone: 'tel', company: 'organization', address: 'street-address' }

/** Phones show the keys for it. (Typed as one kind, as Preact's types tell them apart.) */
const typeOf = (known: string): 'text' => (/^(tel|email)$/.test(known) ? (known as 'text') : 'text')

/** Where the customer may be reached. */
export function Contact({ talk, question: { fields }, named }: Asking<'contact'>) {
  return (
    <div class={css.contact} role="group" {...named}>
      {fields.map((field) => {
        const key = `contact.${field}`
        const error = talk.errors[key]
        const known = KNOWN[field] ?? field
        return (
          <div>
            <label>
              <small>{talk.word(field)}</small>
              <input
                class={words.field}
                type={typeOf(known)}
                autocomplete={known}
                name={field}
                maxLength={200}
                value={talk.draft.contact[field] ?? ''}
                aria-invalid={!!error}
                aria-describedby={`error-${key}`}
                onInput={(event) => {
                  talk.draft.contact[field] = event.currentTarget.value
                  delete talk.errors[key]
                  talk.change()
                }}
              />
            </label>
            {error && (
              <p class={hint.error} id={`error-${key}`}>
                {error}
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}
