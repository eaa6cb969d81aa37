import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from './csv.ts'
import { filedOrders } from './orders.ts'

describe('orders of a file', () => {
  it('are read a row each, or a row for each item, as the command line reads them', () => {
    const file = `\uFEFFid,placed,total,currency,customer.email,customer.member,item.sku,item.name,item.quantity
1001,2026-11-01T08:00:00Z,4990,EUR,ada@example.com,yes,A-1,"Rye loaf, dark",2
1001,,,,,,B-2,Butter,1

1002,,x,,,,,,
`
    expect(filedOrders(file)).toEqual([
      {
        line: 2,
        order: {
          id: '1001',
          placed: '2026-11-01T08:00:00Z',
          total: 4990,
          currency: 'EUR',
          customer: { email: 'ada@example.com', member: true },
          items: [
            { sku: 'A-1', name: 'Rye loaf, dark', quantity: 2 },
            { sku: 'B-2', name: 'Butter', quantity: 1 },
          ],
        },
      },
      { line: 5, order: { id: '1002', total: 'x' } },
    ])
  })

  it('may be parted by semicolons or tabs, and hold quotes and line ends', () => {
    expect(readCsv('a;b\n"x ""y""\nz";2')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x "y"\nz', '2'] },
    ])
    expect(readCsv('a\tb\r\n1\t2\r\n')[1]).toEqual({ line: 2, cells: ['1', '2'] })
    expect(filedOrders('')).toEqual([])
  })
})

it('writes tables that no spreadsheet takes for formulas', () => {
  expect(
    writeCsv([
      ['id', '=1+1'],
      ['a,b', 3],
    ]),
  ).toBe('\uFEFFid,\'=1+1\r\n"a,b",3\r\n')
})
