import type { Order } from '@earshot/sdk/contract'
import type { Baked } from '../loader/baked.ts'

/** How the panel is asked to ask. */
export interface PanelOptions {
  /** Site and server. */
  site: Baked
  /** Id of the moment to ask at. */
  moment: string
  /** Language tag to ask in; one of the site's. */
  locale: string
  /** The order that it is about. */
  order?: Order | undefined
  /** Known contact, offered as prefilled contact answers (never sent unless the contact question is shown). */
  contact?: { name?: string | undefined; email?: string | undefined; phone?: string | undefined } | undefined
  /** Element to ask in, as a card in the page's flow. Absent: a modal dialog over the page. */
  place?: HTMLElement
  /** Called once: the receipt came (`answered`), or the customer closed without sending (`dismissed`). */
  onEnd?: (how: 'answered' | 'dismissed') => void
}

/** What the caller may do with an open panel. */
export interface Panel {
  /** What is on the page as long as it is open. */
  host: Element
  /** Takes it off the page; what was typed in an unsent dialog is kept for the next opening on this page. */
  close(): void
}

/** The panel chunk's one export. Resolves when the form can be used; rejects with an Error when settings cannot be had. */
export type Ask = (options: PanelOptions) => Promise<Panel>
