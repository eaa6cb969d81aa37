// What an open form needs besides: a load unit of its own, fetched while the customer begins to answer,
// so that opening the form does not wait for it.
import type { FunctionComponent } from 'preact'
import { adopted } from '../theme/sheets.ts'
import type { Asking } from './asking.ts'
import { Later } from './Later.tsx'
import { jump, keep, settle } from './modal.ts'
import { KINDS } from './Question.tsx'
import type { Talk } from './talk.ts'

export { go } from './go.tsx'

/** Brings an open form all that it could open without. */
export function furnish(talk: Talk, root: ShadowRoot, stage: HTMLElement, dialog: HTMLDialogElement | false): void {
  root.adoptedStyleSheets = adopted()
  keep(root.host)
  stage.addEventListener('keydown', jump)
  settle(talk, dialog)
  KINDS.photo = Later as FunctionComponent<Asking>
  talk.change()
}
