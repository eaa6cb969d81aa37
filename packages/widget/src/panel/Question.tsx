import type { Question as Asked } from '@earshot/sdk/contract'
import type { FunctionComponent } from 'preact'
import type { Asking } from './asking.ts'
import { Chips } from './Chips.tsx'
import { Contact } from './Contact.tsx'
import { Faces } from './Faces.tsx'
import * as css from './Question.css.ts'
import { Scale } from './Scale.tsx'
import type { Talk } from './talk.ts'
import { Words } from './Words.tsx'

/** Photos are added once they can be asked for. */
export const KINDS: Partial<Record<Asked['kind'], FunctionComponent<Asking>>> = {
  satisfaction: Faces as FunctionComponent<Asking>,
  nps: Scale as FunctionComponent<Asking>,
  effort: Scale as FunctionComponent<Asking>,
  text: Words as FunctionComponent<Asking>,
  contact: Contact as FunctionComponent<Asking>,
  photo: () => null,
}

/** One question: label, control, hint and what is wrong. `by`: id of what already stands there as its label. */
export function Question({ talk, question, by }: { talk: Talk; question: Asked; by: string | false }) {
  const { id, kind, required, label, hint } = question
  const error = talk.errors[id]
  const Kind = KINDS[kind] ?? (Chips as FunctionComponent<Asking>)
  const named = {
    'aria-labelledby': by || `label-${id}`,
    // Whichever of them there are.
    'aria-describedby': `hint-${id} ends-${id} error-${id}`,
    'aria-invalid': !!error,
  }
  return (
    <div class={css.question}>
      {!by && (
        <p class={css.label} id={`label-${id}`}>
          {talk.say(label)}
          {!required && /^(t|cont|ph)/.test(kind) && <small> {talk.word('optional')}</small>}
        </p>
      )}
      <Kind talk={talk} question={question} named={named} />
      {error && (
        <p class={css.error} id={`error-${id}`}>
          {error}
        </p>
      )}
      {(hint || kind === 'contact') && (
        <p class={css.hint}>
          <small id={`hint-${id}`}>{talk.say(hint)}</small> {kind === 'contact' && <Privacy talk={talk} />}
        </p>
      )}
    </div>
  )
}

/** The way to the site's privacy notice, where it has one. */
export function Privacy({ talk }: { talk: Talk }) {
  const { privacyUrl } = talk.settings
  return privacyUrl ? (
    <small>
      <a href={privacyUrl} target="_blank" rel="noopener">
        {talk.word('privacy')}
      </a>
    </small>
  ) : null
}
