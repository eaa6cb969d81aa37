import type { Contact, Order } from '@earshot/sdk/contract'

/** What the shop's own inputs tell about the order and the customer. */
export interface Details {
  order?: Order
  contact?: Contact
}

/**
 * Reads the elements of a form that are marked by `data-earshot`: `order-id`, `total`, `currency`, `email`, `name`,
 * `phone`. What is empty or not valid is left out, so that it never costs the customer's words.
 */
export function detailsOf(form: HTMLFormElement): Details {
  const marked = [...document.querySelectorAll<HTMLElement>('[data-earshot]')].filter(
    (element) => (element as HTMLInputElement).form === form || form.contains(element),
  )
  const find = (name: string) => marked.find((element) => element.dataset['earshot'] === name)
  const read = (name: string, most: number) => textOf(find(name)).slice(0, most)

  const details: Details = {}
  const id = read('order-id', 100)
  if (id) {
    const total = find('total')
    const currency = (total?.dataset['currency'] ?? read('currency', 3)).toUpperCase()
    const minor = total && minorOf(total.dataset['minor'] ?? textOf(total), currency)
    details.order = {
      id,
      ...(minor !== undefined && { total: minor }),
      ...(/^[A-Z]{3}$/.test(currency) && { currency }),
    }
  }
  const email = read('email', 254)
  const phone = read('phone', 50)
  const name = read('name', 200)
  const contact: Contact = {
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && { email }),
    ...(/\d/.test(phone) && { phone }),
    ...(name && { name }),
  }
  if (Object.keys(contact).length > 0) details.contact = contact
  return details
}

function textOf(element: HTMLElement | undefined): string {
  return clean((element as HTMLInputElement | undefined)?.value ?? element?.textContent ?? '').trim()
}

/** Words that every database keeps faithfully: without NUL and halves of surrogate pairs. */
export function clean(words: string): string {
  return words.replaceAll('\0', '').toWellFormed()
}

/**
 * Money in the currency's minor unit. A plain integer is that already: `4990`. What is written for people is read as
 * people write it, exactly: `49.90`, `49,90 €`, `1.234,56`, `₩12,000`. Undefined where it cannot be told for certain.
 */
export function minorOf(written: string, currency: string): number | undefined {
  if (/^\d{1,15}$/.test(written)) return Number(written)
  const digits = digitsOf(currency)
  const figure = /^\D*(\d[\d.,'’\s]*?)\D*$/.exec(written)?.[1]?.replace(/['’\s]/g, '')
  if (digits === undefined || !figure || /^[-−–(]/.test(written.trim())) return undefined
  const [, whole = figure, fraction = ''] = (digits > 0 && new RegExp(`^(.*)[.,](\\d{${digits}})$`).exec(figure)) || []
  // What is left may only be parted into thousands.
  if (!/^\d+$|^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole)) return undefined
  const minor = Number(whole.replace(/[.,]/g, '') + (fraction || '0'.repeat(digits)))
  return Number.isSafeInteger(minor) ? minor : undefined
}

/** Decimals of a currency by ISO 4217: 2 of EUR, none of KRW. */
function digitsOf(currency: string): number | undefined {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  } catch {
    return undefined
  }
}
