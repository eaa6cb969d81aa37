import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { giveOut, handOver, type Shares } from './share.ts'

const TEN = Array.from({ length: 10 }, (_, i) => `staff-${i}`)

function counted(given: readonly (string | null)[], who: readonly string[]): number[] {
  return who.map((id) => given.filter((one) => one === id).length)
}

const spread = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts)

describe('giving out follow-ups', () => {
  it('gives ten specialists the same number of each batch and over time, but for one', () => {
    const batches = fc.array(fc.integer({ min: 0, max: 35 }), { maxLength: 40 })
    fc.assert(
      fc.property(batches, (sizes) => {
        let shares: Shares = {}
        const all: (string | null)[] = []
        for (const size of sizes) {
          const out = giveOut(size, TEN, shares)
          shares = out.shares
          all.push(...out.given)
          expect(out.given).toHaveLength(size)
          expect(spread(counted(out.given, TEN))).toBeLessThanOrEqual(1)
          expect(spread(counted(all, TEN))).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('gives nothing to who is away, all to who is there, and owes nobody for having been away', () => {
    const day = fc.record({ size: fc.integer({ min: 0, max: 30 }), away: fc.subarray(TEN, { maxLength: 9 }) })
    fc.assert(
      fc.property(fc.array(day, { maxLength: 60 }), (days) => {
        let shares: Shares = {}
        for (const { size, away } of days) {
          const there = TEN.filter((id) => !away.includes(id))
          const before = shares
          const out = giveOut(size, there, shares)
          shares = out.shares
          expect(out.given.every((id) => there.includes(id!))).toBe(true)
          // Fair within the batch, whatever was before it.
          expect(spread(counted(out.given, there))).toBeLessThanOrEqual(1)
          for (const id of away) expect(shares[id] ?? 0).toBe(before[id] ?? 0)
        }
        // However they come and go, nobody drifts away from their fair share.
        for (const id of TEN) expect(Math.abs(shares[id] ?? 0)).toBeLessThan(3)
      }),
    )
  })

  it('gives to nobody where nobody is there', () => {
    expect(giveOut(2, [], { a: 0.5 })).toEqual({ given: [null, null], shares: { a: 0.5 } })
  })

  it('between equals prefers who has less to do', () => {
    expect(
      giveOut(
        1,
        ['a', 'b'],
        {},
        new Map([
          ['a', 4],
          ['b', 1],
        ]),
      ).given,
    ).toEqual(['b'])
  })

  it('counts what changed hands', () => {
    const { given, shares } = giveOut(2, ['a', 'b'], {})
    expect(given).toEqual(['a', 'b'])
    expect(giveOut(1, ['a', 'b'], handOver(shares, 'b', 'a')).given).toEqual(['b'])
  })
})
