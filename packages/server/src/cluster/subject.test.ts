import { expect, test } from 'vitest'
import { type Said, subjectsOf } from './subject.ts'

const items = [
  { sku: 'TC-1', name: 'Tulip cup' },
  { sku: 'HC-2', name: 'Hand cream' },
]
const lines = [
  { name: 'Tulip cup', sku: 'tc-1', batch: 'B7' },
  { name: 'Hand cream', sku: 'HC-2', batch: 'K3' },
  { name: 'Hand cream', sku: 'HC-2' },
]

function said(over: { product?: object; items?: object[]; answers?: object }): Said {
  return {
    product: over.product ? JSON.stringify(over.product) : null,
    order_data: over.items ? JSON.stringify({ id: '1', proven: true, items: over.items }) : null,
    answers: JSON.stringify(over.answers ?? {}),
  }
}

test.each<[string, Said, string | null, string[]]>([
  ['the product that it names', said({ product: { sku: 'A-1', name: 'Lamp' } }), null, ['product sku:a-1']],
  ['a product without a number by its name', said({ product: { name: ' Ｌamp  XL' } }), null, ['product name:lamp xl']],
  ['its own batch', said({ product: { batch: 'b 9' } }), null, ['batch b 9']],
  [
    'the only thing of its order, with the batch of it',
    said({ items: [items[0]!] }),
    null,
    ['product sku:tc-1', 'batch b7'],
  ],
  ['nothing of an order with several', said({ items }), null, []],
  [
    'what it chose of the order',
    said({ items, answers: { reasons: ['late'], which: ['HC-2'] } }),
    null,
    ['product sku:hc-2', 'batch k3'],
  ],
  ['what it chose by name', said({ items, answers: { which: ['Tulip cup'] } }), null, ['product sku:tc-1', 'batch b7']],
  ['its category', said({}), 'damage', ['category damage']],
  ['nothing where nothing is told', said({ product: { name: '  ' } }), null, []],
])('a complaint is about %s', (_, of, category, subjects) => {
  expect(subjectsOf(of, category, lines).map(({ kind, value }) => `${kind} ${value}`)).toEqual(subjects)
})

test('a complaint with a proven order number alone is about the one thing that the shop told of it', () => {
  const of = (told: Parameters<typeof subjectsOf>[2]) =>
    subjectsOf(said({ items: [] }), null, told).map(({ kind, value }) => `${kind} ${value}`)
  expect(of(lines.slice(0, 1))).toEqual(['product sku:tc-1', 'batch b7'])
  expect(of(lines.slice(1))).toEqual(['product sku:hc-2', 'batch k3'])
  expect(of(lines)).toEqual([])
})
