import { adopted } from './sheets.ts'

/** A shadow root at the end of `place`, styled, that the page does not style. */
export function host(place: Element): ShadowRoot {
  // A name of its own, so that a page's rules for `div` do not meet it.
  const element = document.createElement('earshot-panel')
  const root = element.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = adopted()
  place.append(element)
  return root
}
