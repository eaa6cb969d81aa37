import { describe, expect, it } from 'vitest'
import { countSyncs, survive } from './durability.ts'
import { freshFolder, tinyWidget } from './engines.ts'

describe('an acknowledged feedback', () => {
  it(
    'is there once after each of ten kills at random moments, and the database is whole',
    { timeout: 120_000 },
    async () => {
      const { acknowledged, stored, complaints } = await survive(freshFolder(), tinyWidget(), 10)
      expect(acknowledged).toBeGreaterThan(0)
      expect(complaints).toBeGreaterThan(0)
      expect(stored).toBeGreaterThanOrEqual(acknowledged)
    },
  )

  it('has had the disk waited for before it was acknowledged', { timeout: 60_000 }, async () => {
    const { acknowledged, syncs } = await countSyncs(freshFolder(), tinyWidget(), 50)
    expect(acknowledged).toBe(50)
    expect(syncs).toBeGreaterThanOrEqual(50)
  })
})
