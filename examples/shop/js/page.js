// What every page of the shop does: its words, its language switch, its basket in the header.
import { count } from './basket.js'
import { words } from './words.js'

export const language = document.documentElement.lang
const euro = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' })

export const money = (cents) => euro.format(cents / 100)

/** A text by its key; `{name}` in it becomes the value of that name. */
export function say(key, values = {}) {
  const text = words[language]?.[key] ?? words.en[key] ?? key
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

/** Puts the page's language into elements that name a text. The English is in the HTML already. */
function translate(root) {
  const texts = words[language] ?? {}
  for (const element of root.querySelectorAll('[data-say]')) {
    element.textContent = texts[element.dataset.say] ?? element.textContent
  }
  for (const element of root.querySelectorAll('[data-say-label]')) {
    element.setAttribute('aria-label', texts[element.dataset.sayLabel] ?? element.getAttribute('aria-label'))
  }
}

/** A copy of a `<template>`, with `slots` put into its `data-slot` elements. */
export function stamp(id, slots) {
  const copy = document.getElementById(id).content.cloneNode(true).firstElementChild
  translate(copy)
  fill(copy, slots)
  return copy
}

export function fill(root, slots) {
  for (const [name, text] of Object.entries(slots)) {
    for (const element of root.querySelectorAll(`[data-slot="${name}"]`)) element.textContent = text
  }
}

/** Products, delivery and total, as checkout and receipt list them. */
export function list(root, items, { delivery, total }) {
  root
    .querySelector('ul')
    .replaceChildren(
      ...items.map(({ name, quantity, price }) =>
        stamp('item', { name, quantity: `${quantity} ×`, price: money(price * quantity) }),
      ),
    )
  fill(root, { delivery: delivery ? money(delivery) : say('delivery.free'), total: money(total) })
}

export const named = ({ name }) => name[language] ?? name.en

export function showCount() {
  const badge = document.getElementById('count')
  badge.textContent = count()
  badge.hidden = count() === 0
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.setAttribute('aria-pressed', button.dataset.language === language)
  button.addEventListener('click', () => {
    localStorage.setItem('lumen-language', button.dataset.language)
    location.reload()
  })
}

translate(document)
showCount()
addEventListener('pageshow', showCount)
