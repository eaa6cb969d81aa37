// The script tag. Every page view of every shop pays for this file, so it only listens, draws the launcher and finds
// the places; what is done about them is in serve.ts, which comes with the panel. Its bytes are a test (size.test.ts).
//
// - A classic script that looks at nothing of its own tag: optimisers may move, defer, inline or repeat it.
// - Built without syntax newer than 2015 but `import()`. Browsers older than two years do nothing.
// - No method is used that Prototype.js or MooTools replace with one of another meaning.
import type { Baked } from './baked.ts'
import { drawLauncher } from './launcher.ts'
import { PLACE_HEIGHT } from './place.ts'
import type { Api } from './serve.ts'

declare global {
  interface Window {
    /** The widget's only global. A page may make it first, with a queue and its settings. */
    earshot?: Partial<Api>
    CSSStartingStyleRule?: unknown
  }
}

/** An element of the page that is served already. */
type Found = HTMLElement & { earshot?: 1 }

/** The server replaces the literal, quotes included. */
const site = '__EARSHOT__' as unknown as Baked
const page = document.documentElement
const api = (window.earshot = window.earshot || {})

// A second copy finds `open` there. Browsers older than August 2024 lack the interface, and no polyfill brings it.
if (!api.open && window.CSSStartingStyleRule) {
  // Never rejects, so that no one need wait for it.
  const run = (unit: string, ...task: unknown[]): unknown =>
    import(/* @vite-ignore */ site.url + '/w/' + site.files[unit])
      .then((served) => served.run(site, api, ...task))
      .catch(console.warn)
  const push = (task: unknown[]) => run('panel', ...task)

  api.open = (options) => push(['open', options]) as Promise<void>
  api.close = () => push(['close']) as Promise<void>
  ;((api.q as unknown as unknown[][]) || []).forEach(push)
  api.q = { push }

  // An opener is served on a click, and what it needs is fetched when the pointer or the focus comes near.
  for (const type of ['click', 'pointerover', 'focusin']) {
    page.addEventListener(type, (event) => {
      const opener = (event.target as Element).closest('[data-earshot-open]')
      if (opener) {
        if (type === 'click') event.preventDefault()
        push([type, opener])
      }
    })
  }

  // Asking places hold their height at once, so that nothing shifts; one that has ended costs no request.
  const find = () => {
    for (const element of document.querySelectorAll<Found>(
      'earshot-moment,[data-earshot-moment],earshot-field,[data-earshot=comment]',
    )) {
      if (element.earshot) continue
      element.earshot = 1
      const moment = element.dataset.earshotMoment || element.getAttribute('moment')
      if (moment) {
        try {
          const order = (JSON.parse(element.dataset.order || element.getAttribute('order')!) || 0).id
          // The same name as `placeKey` makes.
          if (localStorage[['earshot', site.key, moment, order].join(':')]) continue
        } catch {
          // The order is not JSON, which serve.ts tells, or the page may not store: then it asks.
        }
        element.style.minHeight = `${PLACE_HEIGHT}px`
        // The card asks; a button over it would only be in the way.
        api.launcher = false
        push(['place', element])
      } else run('field', element)
    }
  }
  find()
  // What single-page applications add later is found as it comes; a look costs some 0.25 ms at 5,000 elements.
  new MutationObserver(find).observe(page, { childList: true, subtree: true })

  const launcher = site.launcher
  const draw = () => {
    if (document.readyState !== 'complete') addEventListener('load', draw)
    else if (api.launcher !== false && RegExp(launcher!.on!).test(location.pathname)) {
      // Safari has no requestIdleCallback yet.
      ;(window.requestIdleCallback || setTimeout)(() =>
        drawLauncher(launcher!, [api.locale || page.lang, ...navigator.languages, site.locales[0]]),
      )
    }
  }
  if (launcher) draw()
}
