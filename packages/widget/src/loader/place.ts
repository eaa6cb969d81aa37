import type { Order } from '@earshot/sdk/contract'
import type { PanelOptions } from '../panel/options.ts'

/** Height that an asking place holds from the first moment, in CSS pixels: the card at rest. */
export const PLACE_HEIGHT = 220

/** How an asking place ended. */
export type End = 'answered' | 'dismissed'

/** What an element of the page tells: `data-order` (JSON), `data-email`, `data-name`, `data-phone`, and its moment. */
export function toldBy(element: HTMLElement): Pick<PanelOptions, 'order' | 'contact'> & { moment: string } {
  // On <earshot-moment> the attributes may go without `data-`.
  const own = element.localName === 'earshot-moment'
  const read = (name: string) => element.dataset[name] || (own && element.getAttribute(name)) || undefined
  return {
    moment: read('earshotMoment') || read('earshotOpen') || read('moment') || 'anytime',
    order: orderOf(read('order')),
    contact: { email: read('email'), name: read('name'), phone: read('phone') },
  }
}

/** Ids are often numbers in a shop's data. The rest is checked by the server, which never refuses words for it. */
function orderOf(json: string | undefined): Order | undefined {
  try {
    const order = json && (JSON.parse(json) as Omit<Order, 'id'> & { id: number | string })
    return order ? { ...order, id: String(order.id) } : undefined
  } catch {
    console.warn('Earshot: the order is not JSON:', json)
    return undefined
  }
}

/** Under what name this browser remembers how a place ended: once for each order and moment. */
export function placeKey({ site, moment, order }: Pick<PanelOptions, 'moment' | 'order'> & { site: { key: string } }) {
  return ['earshot', site.key, moment, order?.id].join(':')
}

/** Remembers how a place ended, in whichever tab was first. Called only after the customer acted. */
export function remember(key: string, how: End): void {
  try {
    localStorage[key] ||= how
  } catch {
    // Storage is full or forbidden: the customer may be asked again, which is the lesser evil.
  }
}
