import type { StoredOrder } from '@earshot/sdk/contract'
import { BroughtFeedback } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { begun, blank, broughtOf, unnamed, withCustomer, withItem, withOrder, withoutCustomer } from './form.ts'

const empty = blank('phone', 'ko', 'KRW')
const ORDER = {
  id: '2100',
  total: 44_000,
  currency: 'KRW',
  items: [{ sku: 'MUG-2', name: 'Morning mug', quantity: 2, batch: 'B7', price: 22_000 }],
} as unknown as StoredOrder

const ADA = { id: 'c1', name: 'Ada Brandt', email: 'ada@example.com', phone: null, language: 'de' }

describe('what the register form says', () => {
  it('is as little as the words', () => {
    const said = broughtOf({ ...empty, words: '잔에 금이 갔어요' }, undefined, 'Asia/Seoul')
    expect(said).toEqual({
      id: empty.id,
      channel: 'phone',
      reason: '잔에 금이 갔어요',
      complaint: true,
      severity: 'normal',
      locale: 'ko',
    })
    expect(BroughtFeedback.safeParse(said).success).toBe(true)
  })

  it('is everything that was filled in, by the shop’s clock', () => {
    const fields = {
      ...withItem(withCustomer(empty, ADA, 'ko'), ORDER.items[0]!),
      words: 'Burnt',
      order: ' 2100 ',
      satisfaction: 2,
      saidAt: '2026-11-21T09:30',
      disputed: '22000',
      photos: ['p1'],
      safety: true,
    }
    const said = broughtOf(fields, ORDER, 'Asia/Seoul')
    expect(said).toMatchObject({
      customer: 'c1',
      contact: { name: 'Ada Brandt', email: 'ada@example.com' },
      locale: 'de',
      order: { id: '2100', total: 44_000, currency: 'KRW', items: [{ sku: 'MUG-2', quantity: 2 }] },
      product: { sku: 'MUG-2', name: 'Morning mug', batch: 'B7' },
      saidAt: '2026-11-21T00:30:00.000Z',
      disputed: { amount: 22_000, currency: 'KRW' },
      attachments: ['p1'],
      safety: true,
    })
    expect(BroughtFeedback.safeParse(said).success).toBe(true)
  })

  it('carries no filing where it is no complaint', () => {
    const said = broughtOf(
      { ...empty, words: 'Lovely', complaint: false, disputed: '5', safety: true },
      undefined,
      'UTC',
    )
    expect(Object.keys(said).toSorted()).toEqual(['channel', 'complaint', 'id', 'locale', 'reason'])
  })

  it('names an order that the shop has not told of by its number alone', () => {
    expect(broughtOf({ ...empty, words: 'x', order: '9' }, ORDER, 'UTC').order).toEqual({ id: '9' })
    // As the shop writes it, where it has told of it.
    expect(broughtOf({ ...empty, order: 'c-77' }, { ...ORDER, id: 'C-77' }, 'UTC').order).toMatchObject({ id: 'C-77' })
  })
})

describe('a card that is chosen', () => {
  it('fills in what nobody has written, and takes along only that when it is put back', () => {
    const written = { ...empty, find: 'ada', email: 'ada@work.example', phone: '02 123', language: 'en' }
    const chosen = withCustomer(written, ADA, 'ko')
    expect(chosen).toMatchObject({
      find: '',
      customer: 'c1',
      customerName: 'Ada Brandt',
      name: 'Ada Brandt',
      email: 'ada@work.example',
      phone: '02 123',
      language: 'en',
    })
    expect(withoutCustomer(chosen, 'ko')).toEqual({ ...written, find: '' })
    expect(withoutCustomer({ ...withCustomer(empty, ADA, 'ko'), name: 'Eve' }, 'ko')).toEqual({ ...empty, name: 'Eve' })
  })

  it('is not chosen by an order where somebody is named or looked for', () => {
    expect(unnamed({ ...empty, order: '2100', name: ' ' })).toBe(true)
    for (const named of [{ name: 'Eve' }, { find: 'ev' }, { phone: '02' }, { customer: 'c2' }, { company: 'Kiln' }])
      expect(unnamed({ ...empty, ...named })).toBe(false)
  })
})

describe('an order that is chosen', () => {
  const OTHER = { ...ORDER, id: '2200', currency: 'EUR' }

  it('leaves what was written down, and takes away the product of the order before', () => {
    const written = { ...empty, product: 'A mug', batch: 'B1', disputed: '5' }
    expect(withOrder(written, OTHER, ORDER)).toEqual({ ...written, order: '2200' })
    const chosen = { ...withItem(withOrder(empty, ORDER, undefined), ORDER.items[0]!), condition: 'cracked' }
    expect(withOrder(chosen, ORDER, ORDER)).toEqual(chosen)
    expect(withOrder(chosen, OTHER, ORDER)).toEqual({ ...empty, order: '2200', currency: 'EUR', condition: 'cracked' })
  })
})

it('begins a form with an id of its own, and knows when somebody has begun', () => {
  expect(blank('phone', 'ko', 'KRW').id).not.toBe(empty.id)
  expect(begun(empty)).toBe(false)
  for (const typed of [
    { words: 'a' },
    { address: 'Kiln Lane 4' },
    { batch: 'B7' },
    { safety: true },
    { photos: ['p'] },
  ])
    expect(begun({ ...empty, ...typed })).toBe(true)
})
