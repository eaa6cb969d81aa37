import { describe, expect, it } from 'vitest'
import { emailKey, keysOf, phoneKey } from './key.ts'

describe('what a person is known by', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    [' ada@example.com ', 'ada@example.com'],
    ['ada.l+shop@example.com', 'ada.l+shop@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['한나@example.com', '한나@example.com'],
    ['ada@example.com, eve@example.com', undefined],
    ['Ada <ada@example.com>', undefined],
    ['ada', undefined],
    ['@example.com', undefined],
    ['', undefined],
  ])('the mail address %j is compared as %j', (typed, key) => {
    expect(emailKey(typed)).toBe(key)
  })

  it.each([
    ['+886 912 345 678', '+886912345678'],
    ['00886-912-345-678', '+886912345678'],
    ['＋８８６ ９１２ ３４５ ６７８', '+886912345678'],
    ['+44 (0)20 7946 0000', '+442079460000'],
    ['+1 (555) 010-9999 ext. 12', '+15550109999'],
    ['0912 345 678', '0912345678'],
    ['0912-345-678', '0912345678'],
    ['112', undefined],
    ['call me', undefined],
    ['1234567890123456', undefined],
    ['', undefined],
  ])('the phone %j is compared as %j', (typed, key) => {
    expect(phoneKey(typed)).toBe(key)
  })

  it('is the shop’s own number first', () => {
    const keys = keysOf({ id: ' C-1 ', email: 'ada@example.com', phone: 'none' })
    expect(keys).toEqual([
      { kind: 'shop', value: 'C-1' },
      { kind: 'email', value: 'ada@example.com' },
    ])
    expect(keysOf({ id: ' ' })).toEqual([])
  })
})
