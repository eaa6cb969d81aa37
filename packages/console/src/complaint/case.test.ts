import type { Complaint, HistoryEntry } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { actOf, doable, undoable } from './acts.ts'
import { minorOf, typedOf } from './amount.ts'
import { entriesOf } from './entries.ts'
import { besideOf, proposalIn } from './proposal.ts'
import { openIn } from './forms/Chips.tsx'
import { correctionOf } from './forms/Contact.tsx'
import { newTask, proposalOf, wayOf, wishedOf } from './forms/remedy.ts'
import { quoted } from './forms/Say.tsx'

describe('an amount', () => {
  it.each([
    ['14.90', 'EUR', 1490],
    ['14,9', 'EUR', 1490],
    ['0.29', 'EUR', 29],
    ['1500', 'KRW', 1500],
    ['15.5', 'KRW', undefined],
    ['1.234,50', 'EUR', undefined],
    ['-3', 'EUR', undefined],
    ['lots', 'EUR', undefined],
  ])('%s %s is %s of the smallest coin', (typed, currency, minor) => {
    expect(minorOf(typed, currency)).toBe(minor)
  })

  it('is typed as it was told', () => {
    expect([typedOf(1490, 'EUR'), typedOf(1500, 'KRW'), typedOf(5, 'EUR')]).toEqual(['14.90', '1500', '0.05'])
  })
})

describe('what a proposal leads to', () => {
  const limits = { agent: 5000, manager: 20_000, owner: null }

  it('is the customer within the limit, else whoever may approve', () => {
    expect(wayOf([{ cost: 5000 }], 0, 'agent', limits)).toEqual({ to: 'customer', limit: 5000 })
    expect(wayOf([{ cost: 5001 }], 0, 'agent', limits)).toMatchObject({ to: 'approval', because: 'limit' })
    expect(wayOf([{ cost: 1 }, { cost: 1 }], 0, 'owner', limits)).toMatchObject({ to: 'approval', because: 'several' })
    expect(wayOf([{ cost: 1 }], 1, 'agent', limits)).toMatchObject({ to: 'approval', because: 'level' })
    expect(wayOf([{ cost: 1_000_000 }], 2, 'owner', limits)).toEqual({ to: 'customer', limit: null })
  })

  it('is an owner where it costs another currency than the limits are in', () => {
    const euros = { ...limits, currency: 'EUR' }
    expect(wayOf([{ cost: 5000, currency: 'EUR' }], 0, 'agent', euros)).toMatchObject({ to: 'customer' })
    expect(wayOf([{ cost: 1, currency: 'KRW' }], 0, 'manager', euros)).toMatchObject({ because: 'limit' })
    expect(wayOf([{ cost: 1, currency: 'KRW' }], 0, 'owner', { ...euros, owner: 2 })).toMatchObject({ to: 'customer' })
  })

  it('carries what was filled in, and nothing that was not', () => {
    const task = { ...newTask('ship'), words: 'By courier', due: '2026-11-27T12:00' }
    const fields = { kind: 'replacement' as const, terms: 'A new mug', currency: 'EUR', tasks: [task] }
    expect(proposalOf({ ...fields, cost: '14.90' }, 'UTC')).toEqual({
      kind: 'replacement',
      terms: 'A new mug',
      cost: 1490,
      currency: 'EUR',
      tasks: [{ kind: 'ship', words: 'By courier', dueAt: '2026-11-27T12:00:00.000Z' }],
    })
    expect(proposalOf({ ...fields, cost: '' }, 'UTC')).not.toHaveProperty('cost')
    expect(proposalOf({ ...fields, cost: 'much' }, 'UTC')).toBeUndefined()
  })
})

it.each([
  ['refund', 'refund'],
  ['you-decide', undefined],
  [undefined, undefined],
])('begins a remedy with what the customer wished for: %s', (remedy, kind) => {
  expect(wishedOf({ feedback: { answers: { satisfaction: 2, ...(remedy ? { remedy } : {}) } } })).toBe(kind)
})

describe('words', () => {
  it('name the placeholders that nothing filled', () => {
    expect(openIn('Dear {name}, order {order} of {name} {else}')).toEqual(['name', 'order'])
  })

  it('take a suggestion that is whole, and none with gaps', () => {
    expect(quoted('Say it plainly: “by Friday”.')).toBe('by Friday')
    expect(quoted('請說「我們查一查」')).toBe('我們查一查')
    expect(quoted('Ask: “Could you …? Then we can …”')).toBeUndefined()
    expect(quoted('Leave it out.')).toBeUndefined()
  })
})

it('corrects what differs: new words, or null for what was taken away', () => {
  const now = { name: 'Ada', email: 'ada@example.com', phone: '', company: '', address: ' ' }
  expect(correctionOf(now, { name: 'Ada', email: 'ada@exmaple.com', phone: '+1' })).toEqual({
    email: 'ada@example.com',
    phone: null,
  })
})

describe('what can be done', () => {
  const possible: Complaint['possible'] = ['assess', 'answer', 'resolve', 'message', 'ask', 'note', 'reply', 'withdraw']

  it('begins with what the stage is for, and holds each once', () => {
    const { first, rest } = doable({ stage: 'received', possible }, false)
    expect(first).toEqual(['resolve', 'ask', 'answer', 'explain', 'message'])
    expect(rest).toEqual(['assess', 'note', 'said', 'withdraw'])
  })

  it('has a closed one filed first, and then visited', () => {
    const closed = { stage: 'closed', possible: ['followup', 'classify', 'note'] } satisfies Partial<Complaint>
    expect(doable({ ...closed, category: null }, true).first).toEqual(['classify', 'followup', 'note'])
    expect(doable({ ...closed, category: 'broken' }, true).first).toEqual(['followup', 'classify', 'note'])
  })

  it('opens by address only what is possible', () => {
    expect(actOf('message', { possible }, false)).toBe('message')
    expect(actOf('propose', { possible }, false)).toBeUndefined()
    expect(actOf('<script>', { possible }, false)).toBeUndefined()
  })

  it('opens a closed one again for managers; agents record that the customer did', () => {
    const closed = { stage: 'closed', possible: ['reopen', 'note'], hindered: [] } satisfies Partial<Complaint>
    expect(doable(closed, true).first).toContain('reopen')
    expect(doable(closed, false)).toEqual({ first: ['note'], rest: ['said'] })
    expect(undoable(closed, false)).toEqual([])
  })
})

describe('what a proposal brings', () => {
  const propose = (payload: object | null): HistoryEntry => ({
    seq: 4,
    at: '2026-11-22T09:00:00.000Z',
    by: { kind: 'staff', id: 's', name: 'Mina' },
    command: 'propose',
    stage: 'approving',
    payload: payload && { ...payload },
  })

  it('is what the latest one carried', () => {
    const said = { words: 'With our regards', reason: 'A regular' }
    const history = [propose({ words: 'Sorry', reason: 'Late' }), propose(said)]
    expect(proposalIn({ history })).toMatchObject(said)
    expect(proposalIn({ history: [...history, propose({})] })).toMatchObject({ words: '', reason: '' })
    expect(proposalIn({ history: [propose(null)] })).toMatchObject({ words: '', reason: '' })
    expect(proposalIn({ history: [] })).toBeUndefined()
  })

  it('goes out as it is, as who approves it writes it, or not at all', () => {
    expect(besideOf('With our regards\n', 'With our regards')).toEqual({})
    expect(besideOf('Sorry', 'With our regards')).toEqual({ words: 'Sorry' })
    expect(besideOf(' ', 'With our regards')).toEqual({ words: null })
    expect(besideOf('', '')).toEqual({})
  })
})

it('tells a conversation in its order, each word with the command that brought it', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString()
  const entry = (seq: number, minute: number, command: HistoryEntry['command'], payload: object): HistoryEntry => ({
    seq,
    at: at(minute),
    by: { kind: 'staff', id: 's', name: 'Mina' },
    command,
    stage: 'offered',
    payload: { ...payload },
  })
  const message = (id: string, minute: number, words: string, note = false) => ({
    id,
    at: at(minute),
    by: 'staff' as const,
    author: 'Mina',
    words,
    note,
    attachments: [],
  })
  const told = entriesOf({
    messages: [message('m1', 1, 'Which?'), message('m2', 2, 'With our regards')],
    remedies: [{ id: 'r1', at: at(2), offeredAt: at(2), state: 'offered', kind: 'gift', terms: 'A voucher' }],
    history: [
      entry(1, 0, 'register', {}),
      entry(2, 1, 'ask', { words: 'Which?' }),
      entry(3, 2, 'assess', { founded: true }),
      entry(4, 2, 'propose', { ids: ['r1'] }),
      entry(5, 2, 'approve', { remedy: 'r1', words: 'With our regards' }),
      entry(6, 3, 'accept', { name: 'Ada' }),
    ],
  } as unknown as Complaint)
  expect(told.map((one) => [one.id, one.kind === 'event' ? one.entry.command : one.by?.command])).toEqual([
    ['m1', 'ask'],
    ['event-3', 'assess'],
    ['m2', 'approve'],
    ['r1', 'propose'],
    ['event-6', 'accept'],
  ])
})
