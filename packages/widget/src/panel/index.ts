import './styles.ts'
import { h, render } from 'preact'
import type { Baked } from '../loader/baked.ts'
import { host } from '../theme/host.ts'
import { load } from './load.ts'
import type { Ask, Panel as Open } from './options.ts'
import { Panel, rest } from './Panel.tsx'
import * as css from './Panel.css.ts'
import { talk as begin, type Talk } from './talk.ts'

/** Warms what `ask` will need, so that a click finds it there. Never rejects: `ask` says what is wrong. */
export const preload = (site: Baked, locale: string): Promise<unknown> => load(site, locale).catch(() => {})

/** Asks a customer at a moment, in a dialog or, with `place`, as a card in the page. */
export const ask: Ask = async (options) => {
  const [settings, language] = await load(options.site, options.locale)
  return show(begin(options, settings, language) as Talk)
}

/** The element that everything is drawn in: its language, direction, and the site's looks. */
function stage({ place, locale, settings, asked, say }: Talk): HTMLElement {
  const stage = document.createElement(place ? 'section' : 'dialog')
  const { accent, radius, scheme } = settings.theme
  stage.className = place ? css.card : `${css.card} ${css.dialog}`
  stage.lang = locale
  stage.dir = /^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr'
  stage.ariaLabel = say(asked.title)!
  stage.style.setProperty('--a', accent)
  stage.style.setProperty('--r', `${radius}px`)
  stage.style.colorScheme = scheme === 'auto' ? 'light dark' : scheme
  return stage
}

function show(talk: Talk): Open {
  const root = host(talk.place ?? document.body)
  const { host: box } = root
  const element = stage(talk)
  const dialog = !talk.place && (element as HTMLDialogElement)
  let dismissed: unknown
  let { onEnd } = talk
  root.append(element)

  const end = (how: 'answered' | 'dismissed') => {
    onEnd?.(how)
    onEnd = undefined
  }
  const close = () => {
    if (dialog) dialog.close()
    render(null, element)
    box.remove()
  }
  talk.change = (alter) => {
    Object.assign(talk, alter)
    if (talk.receipt) end('answered')
    // What is under way when the customer closes comes to its end unseen.
    else if (dismissed && !talk.sending) end('dismissed')
    if (box.parentNode) render(h(Panel, { talk }), element)
  }
  talk.close = () => {
    dismissed ||= box.parentNode
    close()
    talk.change()
  }

  talk.change()
  if (dialog) {
    dialog.showModal()
    root.querySelector<HTMLElement>('#title')?.focus({ preventScroll: true })
    dialog.addEventListener('close', talk.close)
  }
  rest(talk).then(
    ({ furnish }) => furnish(talk, root, element, dialog),
    // Going on tries once more and says so.
    () => {},
  )
  return { close, host: box }
}
