import { empty, lines, orderNumber, remember, sums } from './basket.js'
import { list, money, named, say } from './page.js'

const form = document.getElementById('checkout')
const items = lines().map((line) => ({
  sku: line.sku,
  name: named(line),
  quantity: line.quantity,
  price: line.price,
}))
const { delivery, total } = sums()
const order = { id: orderNumber(), total, currency: 'EUR', items }

// Earshot reads these two when the form is submitted, so they are there from the start.
form.elements.order.value = order.id
document.getElementById('total').value = total

list(document.getElementById('summary'), items, { delivery, total })
document.getElementById('place').textContent = say('checkout.place', { total: money(total) })

form.addEventListener('submit', () => {
  // A real shop's server would take the order now. The submit itself goes its normal way.
  remember({
    order,
    delivery,
    name: form.querySelector('#name').value.trim(),
    email: form.querySelector('#email').value,
  })
  empty()
})

// Nothing to order: also when the customer comes back here after a purchase.
if (items.length === 0) location.replace('basket.html')
addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
