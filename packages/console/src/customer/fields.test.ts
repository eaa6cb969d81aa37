import type { Customer } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { changeOf, shownOf } from './fields.ts'

const CARD = {
  name: 'Ada Brandt',
  email: 'ada@shop.example',
  phone: null,
  language: 'de',
  member: true,
  quiet: { from: '21:00', until: '09:00' },
  consent: { email: { given: true, at: '2026-11-01T00:00:00.000Z', by: 'shop' } },
} as Customer

describe('the fields of a card', () => {
  it('show what was typed as it was typed, also a space at the end and what was emptied', () => {
    expect(shownOf(CARD, { name: 'Ada ', email: '' })).toMatchObject({ name: 'Ada ', email: '', language: 'de' })
    expect(shownOf(CARD, { consent: { phone: true } }).consent).toEqual({ email: true, phone: true })
  })

  it('send only what is otherwise, without the space around it', () => {
    expect(changeOf(CARD, {})).toEqual({})
    expect(changeOf(CARD, { name: ' Ada Brandt ', from: '21:00', member: true, consent: { email: true } })).toEqual({})
    expect(changeOf(CARD, { name: ' Ada Lind ', member: false })).toEqual({ name: 'Ada Lind', member: false })
    expect(changeOf(CARD, { consent: { email: false, post: false } })).toEqual({
      consent: { email: false, post: false },
    })
  })

  it('take away what was emptied', () => {
    expect(changeOf(CARD, { name: ' ', email: '', phone: '', language: '', from: '', until: '' })).toEqual({
      name: null,
      email: null,
      language: null,
      quiet: null,
    })
  })

  it('have hours of which one is missing refused, not guessed', () => {
    expect(changeOf(CARD, { until: '' })).toEqual({ quiet: { from: '21:00', until: '' } })
    expect(changeOf({ ...CARD, quiet: null }, { from: '22:00' })).toEqual({ quiet: { from: '22:00', until: '' } })
  })
})
