import { goods } from './goods.js'

const FREE_FROM = 6000
const DELIVERY = 490
export const MOST = 20

/** What is in the basket, as quantities by sku. It lives in this browser only. */
function read() {
  try {
    return JSON.parse(localStorage.getItem('lumen-basket')) ?? {}
  } catch {
    return {}
  }
}

export function put(sku, quantity) {
  const basket = read()
  if (quantity > 0) basket[sku] = Math.min(quantity, MOST)
  else delete basket[sku]
  localStorage.setItem('lumen-basket', JSON.stringify(basket))
}

export const held = (sku) => read()[sku] ?? 0

export const empty = () => localStorage.removeItem('lumen-basket')

/** The catalogue's goods that are in the basket, each with its quantity. */
export function lines() {
  const basket = read()
  return goods.filter(({ sku }) => basket[sku] > 0).map((good) => ({ ...good, quantity: basket[good.sku] }))
}

export const count = () => lines().reduce((sum, { quantity }) => sum + quantity, 0)

export function sums() {
  const subtotal = lines().reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  const delivery = subtotal >= FREE_FROM ? 0 : DELIVERY
  return { subtotal, delivery, total: subtotal + delivery }
}

/** A number for a new order: L, the day, and five digits, as in L-261121-48213. */
export function orderNumber() {
  const now = new Date()
  const day = [now.getFullYear() % 100, now.getMonth() + 1, now.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('')
  const digits = 10_000 + (crypto.getRandomValues(new Uint32Array(1))[0] % 90_000)
  return `L-${day}-${digits}`
}

/** The last purchase, kept while this tab is open so that the thank-you page can show it. */
export const remember = (purchase) => sessionStorage.setItem('lumen-purchase', JSON.stringify(purchase))

export function recall() {
  try {
    return JSON.parse(sessionStorage.getItem('lumen-purchase'))
  } catch {
    return null
  }
}
