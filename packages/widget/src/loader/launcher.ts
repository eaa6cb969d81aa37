import type { BakedLauncher } from './baked.ts'

/**
 * The button at the page's edge, in a shadow root.
 *
 * - It takes the page's font and direction; what else would reach in, buttons reset by themselves.
 *   Its host has no box, so the page's own layout and rules for `body > *` pass it by.
 * - It carries `data-earshot-open`, so the page's one listener serves it like any of the page's own openers.
 * - The face is type set on its side: two eyes, a mouth, and a bubble's corner.
 * - On phones only the face is shown; the label stays as the accessible name.
 *
 * @param tags language tags of the reader, best first, one of the site's last
 */
export function drawLauncher({ css, label }: BakedLauncher, tags: unknown): void {
  const host = document.createElement('earshot-launcher')
  host.dataset.earshotOpen = ''
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    ':host{display:contents!important}' +
      'button{display:flex;position:fixed;bottom:20px;z-index:999999;margin:env(safe-area-inset-bottom);' +
      'padding:12px 16px;gap:8px;font:inherit;font-size:14px;line-height:20px;background:Canvas;color:CanvasText;' +
      `${css};border:1px solid #8885;border-radius:50px;box-shadow:0 8px 16px #0003}` +
      ':before{content:":)"/"";direction:ltr;rotate:90deg;width:16px;font:700 11px/16px arial;' +
      'color:var(--ink);border:2px solid;border-radius:50px 50px 0}' +
      '@media(width<480px){button{gap:0;font-size:0}}' +
      '@media print{button{display:none}}',
  )
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet]
  const button = document.createElement('button')
  const spoken = RegExp(label[0]!, 'i').exec(tags as string)!
  button.append(label[spoken.indexOf(spoken[0], 1)]!)
  root.append(button)
  document.body.append(host)
}
