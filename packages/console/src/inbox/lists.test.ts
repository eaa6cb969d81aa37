import type { InboxItem } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { joined, type Pages } from './lists.ts'

const item = (id: string, receivedAt: string) => ({ id, receivedAt }) as InboxItem
const page = (ids: readonly string[], next: string | null = null) => ({
  items: ids.map((id) => item(id, `2026-11-01T00:00:${id}Z`)),
  next,
})
const pages = (...all: ReturnType<typeof page>[]): Pages => ({ pages: all, pageParams: all.map(() => undefined) })
const ids = (data: Pages) => data.pages.map(({ items }) => items.map(({ id }) => id))

describe('a list that a fresh head is joined to', () => {
  it('has what is new at its top, and keeps what was fetched below', () => {
    const before = pages(page(['05', '04'], 'a'), page(['03', '02'], 'b'))
    expect(ids(joined(before, page(['07', '06', '05', '04'], 'c')))).toEqual([
      ['07', '06', '05', '04'],
      ['03', '02'],
    ])
  })

  it('is the same list where nothing is new', () => {
    const before = pages(page(['05', '04'], 'a'))
    expect(joined(before, page(['05', '04'], 'a'))).toBe(before)
  })

  it('keeps what fits its question no more, until it is asked anew', () => {
    const before = pages(page(['05', '04']))
    expect(ids(joined(before, page(['06', '04'])))).toEqual([['06', '05', '04']])
  })

  it('begins anew where so much came that the head does not reach it', () => {
    const before = pages(page(['02', '01'], 'a'))
    expect(ids(joined(before, page(['09', '08'], 'c')))).toEqual([['09', '08']])
  })

  it('takes the first ones', () => {
    expect(ids(joined(pages(page([])), page(['01'])))).toEqual([['01']])
  })
})
