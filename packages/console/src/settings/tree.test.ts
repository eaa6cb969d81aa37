import type { Category } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { below, tree } from './tree.ts'

const one = (id: string, parent: string | null): Category => ({
  id,
  parent,
  label: { en: id },
  department: null,
  skill: null,
  safety: false,
})
const ALL = [
  one('late', 'delivery'),
  one('goods', null),
  one('delivery', null),
  one('van', 'late'),
  one('lost', 'gone'),
]

describe('the tree of categories', () => {
  it('puts each below its parent, by name, and at the top what has none that is there', () => {
    const shown = tree(ALL, ({ en }) => en!).map(({ category, depth }) => `${'-'.repeat(depth)}${category.id}`)
    expect(shown).toEqual(['delivery', '-late', '--van', 'goods', 'lost'])
  })

  it('knows what stands below one, through every level', () => {
    expect([...below(ALL, 'delivery')]).toEqual(['delivery', 'late', 'van'])
  })
})
