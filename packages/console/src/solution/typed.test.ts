import type { Solution } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { inputOf, typedFrom } from './typed.ts'

const SOLUTION: Solution = {
  id: '1',
  title: 'A new mug',
  category: 'damaged',
  product: null,
  versions: { en: 'Dear {name}', ko: '{name} 님' },
  remedy: { kind: 'replacement', cost: 1490, currency: 'EUR', tasks: [{ kind: 'ship', words: 'By express' }] },
  author: 'Mina',
  source: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  changedAt: '2026-11-01T00:00:00.000Z',
  archivedAt: null,
  uses: 0,
  decided: 0,
  confirmed: 0,
  proven: 0.5,
}

describe('the fields of a solution', () => {
  it('send what they were filled with', () => {
    const { title, category, product, versions, remedy } = SOLUTION
    expect(inputOf(typedFrom(SOLUTION, 'en', 'EUR'))).toEqual({ title, category, product, versions, remedy })
  })

  it('send no remedy where none is chosen, and no empty words', () => {
    const typed = {
      ...typedFrom(undefined, 'en', 'EUR'),
      title: ' Thanks ',
      cost: 'x',
      versions: [
        ['en', 'Hi'],
        ['ko', ' '],
      ] as const,
    }
    expect(inputOf(typed)).toEqual({
      title: 'Thanks',
      category: null,
      product: null,
      versions: { en: 'Hi' },
      remedy: null,
    })
  })

  it('do not send an amount that is none', () => {
    expect(inputOf({ ...typedFrom(SOLUTION, 'en', 'EUR'), cost: '12.345' })).toBeUndefined()
  })
})
