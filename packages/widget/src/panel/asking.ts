import type { Question } from '@earshot/sdk/contract'
import type { Talk } from './talk.ts'

/** Whose answer it is. */
export interface Answering {
  talk: Talk
  question: Pick<Question, 'id' | 'required'>
}

/** Attributes that name and describe a control, or a group of controls. */
export interface Named {
  named: {
    'aria-labelledby': string
    'aria-describedby': string
    'aria-invalid': boolean
  }
}

/** What every kind of question is drawn from. */
export interface Asking<Kind extends Question['kind'] = Question['kind']> extends Answering, Named {
  question: Extract<Question, { kind: Kind }>
}

/** The answer to a question, kept; what was wrong with it before is forgotten. */
export function answer({ talk, question: { id } }: Answering, value: number | string | string[] | undefined): void {
  talk.draft.answers[id] = value
  delete talk.errors[id]
  talk.change()
}
