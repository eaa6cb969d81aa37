/*
 * The scripts of a preview. The page that is framed draws a page of a shop into a frame of its own, and a change into
 * a second one behind it: they change places once the widget stands there, so that nothing flashes. All pages are of
 * one origin, and no other is listened to.
 */

/**
 * Tells the page around which of its keys were pressed: who has just answered in the preview and presses Ctrl+S wants
 * the draft saved, not this page. All others stay here, such as those for what is typed.
 */
const TELL_KEYS = `
// Before the widget hears them: it keeps the keys of its fields to itself.
addEventListener('keydown', (event) => {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
  // On a Mac, Ctrl+K is for what is typed.
  const [held, other] = /Mac|iP/.test(navigator.platform) ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  if (!held || other || altKey || shiftKey || !/^[sk]$/i.test(key)) return
  event.preventDefault()
  parent.postMessage({ earshot: 'preview', is: 'key', key, code, ctrlKey, metaKey }, location.origin)
}, true)
`

/**
 * Of the page that is framed. It hears `{ earshot: 'preview', do: 'reload' }` from the page around it, with `as`,
 * `locale` and `scheme` where they change, and tells `{ earshot: 'preview', is: 'ready' }` whenever a change is shown.
 * With `{ earshot: 'preview', do: 'answer', answers: { satisfaction: 2 } }` it answers, so that what is asked then shows.
 * Ctrl+S and Ctrl+K (on a Mac ⌘S and ⌘K) are told as `{ earshot: 'preview', is: 'key', key, code, ctrlKey, metaKey }`.
 */
export const FRAMED = `
const stage = document.querySelector('main')
const query = new URLSearchParams(location.search)
let shown, coming, again

function load() {
  if (coming) return void (again = true)
  coming = document.createElement('iframe')
  coming.title = stage.dataset.title
  coming.className = 'coming'
  coming.src = location.pathname + '/page?' + query
  stage.append(coming)
}

function ready() {
  const old = shown
  shown = coming
  coming = undefined
  if (old) answer(old, shown)
  shown.className = ''
  if (old) {
    // What would come in gently was there before.
    for (const one of panel(shown)?.getAnimations() ?? []) one.finish()
    old.remove()
  }
  document.documentElement.style.colorScheme = query.get('scheme') || 'light dark'
  if (parent !== window) parent.postMessage({ earshot: 'preview', is: 'ready' }, location.origin)
  if (again) {
    again = false
    load()
  }
}

const panel = (frame) => frame.contentDocument.querySelector('earshot-panel')?.shadowRoot

// What was answered is answered again, so that the same questions are seen as before.
function answer(from, to) {
  const [before, after] = [panel(from), panel(to)]
  if (!before || !after) return
  const words = [...before.querySelectorAll('textarea')].map((area) => area.value)
  for (const { name, value } of before.querySelectorAll('input:checked'))
    after.querySelector('input[name="' + CSS.escape(name) + '"][value="' + CSS.escape(value) + '"]:not(:checked)')?.click()
  for (const [at, area] of after.querySelectorAll('textarea').entries())
    if (words[at]) {
      area.value = words[at]
      area.dispatchEvent(new Event('input', { bubbles: true }))
    }
}

// What an answer leads to is drawn before the next one is given.
async function choose(answers) {
  for (const [name, value] of Object.entries(answers ?? {})) {
    const wanted = 'input[name="' + CSS.escape(name) + '"][value="' + CSS.escape(value) + '"]:not(:checked)'
    shown && panel(shown)?.querySelector(wanted)?.click()
    await new Promise((drawn) => setTimeout(drawn, 50))
  }
}

addEventListener('message', ({ data, origin, source }) => {
  if (origin !== location.origin || data?.earshot !== 'preview') return
  if (source === parent && source !== window && data.do === 'answer') return void choose(data.answers)
  if (coming && source === coming.contentWindow && data.is === 'ready') return ready()
  if (shown && source === shown.contentWindow && data.is === 'key') return void parent.postMessage(data, location.origin)
  if (source !== parent || source === window || data.do !== 'reload') return
  for (const name of ['as', 'locale', 'scheme'])
    if (typeof data[name] === 'string') data[name] ? query.set(name, data[name]) : query.delete(name)
  load()
})
if (parent !== window) {${TELL_KEYS}}
load()
`

/** Milliseconds after which a page is shown though the widget does not stand there: it may have nothing to ask. */
const PATIENCE = 4000

/** Of the page of a shop. It runs before the loader. */
export const SHOP = `
// An answered place is not asked in again; a preview is.
for (const key of Object.keys(localStorage)) if (key.startsWith('earshot:pv_')) delete localStorage[key]
const { as, moment, order } = document.querySelector('main').dataset
if (as === 'dialog') window.earshot = { q: [['open', { moment, order: order && JSON.parse(order) }]] }
// Nothing here takes the focus from who types in the page around, and with it letters that are half composed.
const { focus } = HTMLElement.prototype
HTMLElement.prototype.focus = function (how) {
  if (document.hasFocus()) focus.call(this, how)
}
// By itself in a tab, the preview has no page around it that could be meant.
if (parent !== top) {${TELL_KEYS}}
const tell = () => parent.postMessage({ earshot: 'preview', is: 'ready' }, location.origin)
const late = setTimeout(tell, ${PATIENCE})
const field = document.querySelector('earshot-field')
const all = { childList: true, subtree: true, characterData: true }
const watching = new MutationObserver(() => {
  // The field of an order form stands there once it has its words.
  if (!document.querySelector('earshot-panel') && !field?.shadowRoot?.querySelector('label').textContent) return
  watching.disconnect()
  clearTimeout(late)
  tell()
})
watching.observe(document, all)
if (field) customElements.whenDefined('earshot-field').then(() => watching.observe(field.shadowRoot, all))
`
