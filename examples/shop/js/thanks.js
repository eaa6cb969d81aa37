import { recall } from './basket.js'
import { list, say, stamp } from './page.js'

const purchase = recall()
const main = document.querySelector('main')

if (purchase && purchase.order.id === new URLSearchParams(location.search).get('order')) {
  const { order, delivery, name, email } = purchase
  const page = stamp('bought', {
    hello: say('thanks.hello', { name }),
    id: order.id,
    text: say('thanks.text', { email }),
  })

  // All that Earshot needs to ask about this purchase.
  const asking = page.querySelector('[data-earshot-moment]')
  asking.dataset.order = JSON.stringify(order)
  asking.dataset.email = email

  list(page.querySelector('#receipt'), order.items, { delivery, total: order.total })
  main.append(page)
} else {
  main.append(stamp('nothing', {}))
}
