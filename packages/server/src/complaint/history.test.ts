import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ComplaintHistoryTable } from '../database/schema.ts'
import { BEGINNING, type Head, historyRows, verify } from './history.ts'
import type { Step } from './life.ts'

const OF = { site_id: 'a', feedback_id: 'b' }
const STEPS: Step[] = [
  { command: 'register', payload: { channel: 'web' }, stage: 'received' },
  { command: 'note', payload: { words: 'Call after five' }, stage: 'received' },
  { command: 'answer', payload: { words: 'We open at nine' }, stage: 'confirming' },
]

function written(): { rows: ComplaintHistoryTable[]; head: Head } {
  const [first, ...others] = STEPS
  const rows = historyRows(OF, BEGINNING, [first], { kind: 'system' }, 1)
  const actor = { kind: 'staff', id: 's1', name: 'Mina', role: 'agent', siteId: 'a' } as const
  rows.push(...historyRows(OF, { version: 1, head: rows[0].hash }, others, actor, 2))
  return { rows, head: { version: 3, head: rows[2].hash } }
}

describe('a history', () => {
  it('verifies as it was written, in whatever order it is read', () => {
    const { rows, head } = written()
    expect(verify(rows.toReversed(), head)).toBeUndefined()
    expect(rows.map(({ actor }) => JSON.parse(actor))).toEqual([
      { kind: 'system' },
      { kind: 'staff', id: 's1', name: 'Mina' },
      { kind: 'staff', id: 's1', name: 'Mina' },
    ])
  })

  it('still verifies when the words of an erased person are gone', () => {
    const { rows, head } = written()
    const erased = rows.map((row) => ({ ...row, payload: null, salt: null }))
    expect(verify(erased, head)).toBeUndefined()
    expect(verify([{ ...rows[0], salt: null }, ...rows.slice(1)], head)).toMatch(/^row 1 has lost/)
  })

  it('names the row that was altered, whatever was', () => {
    const columns = ['at', 'actor', 'command', 'stage', 'payload', 'salt', 'digest', 'hash'] as const
    fc.assert(
      fc.property(fc.nat(2), fc.constantFrom(...columns), (index, column) => {
        const { rows, head } = written()
        const forged = rows.map((row, i): ComplaintHistoryTable =>
          i === index ? { ...row, [column]: column === 'at' ? 99 : `${row[column]} ` } : row,
        )
        expect(verify(forged, head)).toContain(`row ${index + 1}`)
      }),
    )
  })

  it('misses a row that was taken out, first, middle or last', () => {
    const { rows, head } = written()
    for (const [i] of rows.entries()) expect(verify(rows.toSpliced(i, 1), head)).toMatch(`row ${i + 1}`)
    expect(verify([], head)).toMatch('row 1')
  })

  it('sees that a forged end does not fit the complaint', () => {
    const { rows, head } = written()
    const forged = historyRows(OF, { version: 2, head: rows[1].hash }, [STEPS[2]], { kind: 'customer' }, 3)
    expect(verify([...rows.slice(0, 2), ...forged], head)).toMatch('row 3')
  })
})
