import { expect, it } from 'vitest'
import { filled } from './filled.ts'

it('fills in what is known of a script, and leaves out in brackets what is not', () => {
  const known = { name: 'Ada', shop: 'Lumen & Loaf' }
  expect(filled('Hello {name}, this is {shop}[ about {product}].', known)).toBe('Hello Ada, this is Lumen & Loaf.')
  expect(filled('Hello[ {name}]!', known)).toBe('Hello Ada!')
  expect(filled('{unheard}', known)).toBe('{unheard}')
})
