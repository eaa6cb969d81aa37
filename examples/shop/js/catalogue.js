import { held, put } from './basket.js'
import { goods } from './goods.js'
import { language, money, named, say, showCount, stamp } from './page.js'

const status = document.getElementById('status')
let hush

function add(good) {
  put(good.sku, held(good.sku) + 1)
  showCount()
  status.textContent = say('added', { name: named(good) })
  clearTimeout(hush)
  hush = setTimeout(() => (status.textContent = ''), 4000)
}

document.getElementById('goods').append(
  ...goods.map((good) => {
    const name = named(good)
    const card = stamp('good', { name, price: money(good.price), note: good.note[language] ?? good.note.en })
    card.querySelector('.tile').classList.add(good.tint)
    card.querySelector('img').src = `art/${good.art}.svg`
    card.querySelector('button').addEventListener('click', () => add(good))
    return card
  }),
)
