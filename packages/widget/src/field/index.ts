import type { Baked } from '../loader/baked.ts'
import { languageAt } from '../loader/language.ts'
import { follow, type Source } from './comment.ts'
import { defineField } from './Field.ts'

/** Serves a comment field that the loader found: `<earshot-field>`, or the shop's own marked textarea. */
export function run(site: Baked, page: { locale?: string | undefined }, element: HTMLElement): void {
  const locale = (at: Element) => languageAt(site, at, page.locale)
  if (element.localName === 'earshot-field') defineField(site, locale)
  else enhance(site, element as HTMLTextAreaElement, locale(element))
}

/** Lets the shop's own textarea carry the comment: beside it, a hidden `earshot_id` travels in the shop's own POST. */
function enhance(site: Baked, textarea: HTMLTextAreaElement, locale: string): void {
  if (!textarea.form) {
    console.warn('Earshot: data-earshot="comment" belongs on a textarea inside a form', textarea)
    return
  }
  let hidden = textarea.form.querySelector<HTMLInputElement>('input[name=earshot_id]')
  const known = textarea.value === textarea.defaultValue ? hidden?.value : undefined
  if (!hidden) {
    hidden = document.createElement('input')
    hidden.type = 'hidden'
    textarea.after(hidden)
    nameWhileSent(textarea.form, hidden)
  }
  const field = hidden
  const source: Source = {
    element: textarea,
    form: () => textarea.form,
    words: () => textarea.value,
    keep: (id) => {
      field.value = id
    },
  }
  follow(source, site, locale, known)
}

/**
 * Browsers know a form by its first names when they give back what was typed in it. A name that was not there when
 * the page came would cost the customer their words at a step back.
 */
function nameWhileSent(form: HTMLFormElement, hidden: HTMLInputElement): void {
  // For scripts of the shop that collect the form when it is submitted; what the browser collects gets the id itself.
  form.addEventListener('submit', () => hidden.setAttribute('name', 'earshot_id'), true)
  addEventListener('pagehide', () => hidden.removeAttribute('name'))
}
