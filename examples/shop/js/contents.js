// The basket page: quantities change in place, so that focus stays where the customer is.
import { lines, MOST, put, sums } from './basket.js'
import { fill, money, named, say, showCount, stamp } from './page.js'

const full = document.getElementById('full')
const none = document.getElementById('none')

function showSums() {
  const { subtotal, delivery, total } = sums()
  fill(full, {
    subtotal: money(subtotal),
    delivery: delivery ? money(delivery) : say('delivery.free'),
    total: money(total),
  })
  full.hidden = lines().length === 0
  none.hidden = !full.hidden
  showCount()
}

function row(line) {
  const name = named(line)
  const item = stamp('line', { name, each: money(line.price) })
  const [less, more] = item.querySelectorAll('.steps button')
  let { quantity } = line

  function change(to) {
    quantity = to
    put(line.sku, quantity)
    fill(item, { quantity, price: money(line.price * quantity) })
    less.disabled = quantity <= 1
    more.disabled = quantity >= MOST
  }

  less.addEventListener('click', () => (change(quantity - 1), showSums()))
  more.addEventListener('click', () => (change(quantity + 1), showSums()))
  item.querySelector('.remove').addEventListener('click', () => {
    change(0)
    item.remove()
    showSums()
    document.querySelector('h1').focus()
  })
  item.querySelector('.tile').classList.add(line.tint)
  item.querySelector('img').src = `art/${line.art}.svg`
  change(quantity)
  return item
}

function show() {
  document.getElementById('lines').replaceChildren(...lines().map(row))
  showSums()
}

show()
addEventListener('pageshow', ({ persisted }) => persisted && show())
