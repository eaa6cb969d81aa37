import { BASKET, CURRENCY, type Draft, euros, type Order, TOTAL } from './order.ts'

interface Tag {
  url: string
  site: string
}

/** Text as HTML, safe in content and in quoted attributes. */
function esc(text: string): string {
  const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

function layout(title: string, body: string, earshot?: Tag): string {
  const tag = earshot ? `<script async src="${esc(earshot.url)}/w/${esc(earshot.site)}.js"></script>` : ''
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)} · Kestrel Coffee</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/shop.css">
${tag}
<header><a href="/">Kestrel Coffee</a><span>Roasted on Mondays and Thursdays</span></header>
<main>
${body}
</main>
`
}

/** The order form: with a marked <textarea>, or with <earshot-field>. */
export function formPage(page: Tag & { field: boolean; draft: Draft; missing?: string }): string {
  const { field, draft, missing } = page
  const lines = BASKET.map(
    (item) => `
      <li><span><b>${esc(item.name)}</b><small>${esc(item.note)}</small></span>
        <span>${item.quantity} × ${euros(item.price)}</span></li>`,
  )
  const body = `
<h1>Your order</h1>
<form method="post" action="/order" accept-charset="utf-8">
  <section aria-labelledby="basket">
    <h2 id="basket">Basket</h2>
    <ul>${lines.join('')}
    </ul>
    <p class="total"><span>Total, shipping included</span> <b>${euros(TOTAL)}</b></p>
  </section>
  <section aria-labelledby="you">
    <h2 id="you">About you</h2>
    ${missing ? `<p class="missing" role="alert">${esc(missing)}</p>` : ''}
    <input type="hidden" name="number" data-earshot="order-id" value="${esc(draft.number)}">
    <input type="hidden" name="total" data-earshot="total" data-currency="${CURRENCY}" value="${TOTAL}">
    <label>Name
      <input name="name" data-earshot="name" autocomplete="name" required value="${esc(draft.name)}"></label>
    <label>E-mail
      <input name="email" data-earshot="email" type="email" autocomplete="email" required value="${esc(draft.email)}"></label>
    <label>Phone <small>(optional, for the courier)</small>
      <input name="phone" data-earshot="phone" type="tel" autocomplete="tel" value="${esc(draft.phone)}"></label>
    ${field ? earshotField(draft) : textarea(draft, ' data-earshot="comment"')}
    ${draft.earshotId && `<input type="hidden" name="earshot_id" value="${esc(draft.earshotId)}">`}
    <button>Order for ${euros(TOTAL)}</button>
  </section>
</form>
<p class="other">${field ? 'The same form with the shop’s own text field: <a href="/">here</a>.' : 'The same form with <code>&lt;earshot-field&gt;</code>: <a href="/field">here</a>.'}</p>`
  return layout('Your order', body, page)
}

function textarea({ comment }: Draft, mark = ''): string {
  return `<label>Anything we should know? <small>(optional)</small>
      <textarea name="comment"${mark} rows="3" maxlength="10000">\n${esc(comment)}</textarea></label>`
}

/** The textarea inside stands in for the field without JavaScript, and where Earshot cannot be reached. */
function earshotField(draft: Draft): string {
  return `<earshot-field>${textarea(draft)}</earshot-field>`
}

/** The confirmation, with a place at which Earshot asks how the purchase went. */
export function thanksPage(page: Tag & { order: Order }): string {
  const { order } = page
  const about = JSON.stringify({
    id: order.number,
    total: TOTAL,
    currency: CURRENCY,
    items: BASKET.map(({ sku, name, quantity, price }) => ({ sku, name, quantity, price })),
  })
  const body = `
<h1>Thank you, ${esc(order.name)}</h1>
<p>We have your order <b>${esc(order.number)}</b> and will write to ${esc(order.email)} when it is on its way.</p>
${order.comment.trim() ? `<p>You told us:</p><blockquote>${esc(order.comment)}</blockquote>` : ''}
<div data-earshot-moment="purchase" data-order="${esc(about)}" data-email="${esc(order.email)}"></div>
<p><a href="/">Back to the shop</a></p>`
  return layout('Thank you', body, page)
}

export function messagePage(title: string, text: string): string {
  return layout(title, `<h1>${esc(title)}</h1><p>${esc(text)}</p><p><a href="/">Back to the shop</a></p>`)
}
