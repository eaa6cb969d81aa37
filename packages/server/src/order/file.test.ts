import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder } from '../../test/engines.ts'
import { fileOrders } from './file.ts'

async function read(name: string, text: string | Buffer): Promise<unknown[]> {
  const path = join(freshFolder(), name)
  writeFileSync(path, text)
  return Array.fromAsync(fileOrders(path), ({ line, order }) => [line, order])
}

describe('a file of orders', () => {
  it('is read as JSON lines, with empty ones left out and bad ones kept for their refusal', async () => {
    expect(await read('orders.jsonl', '\uFEFF{"id":"1"}\r\n\r\n{"id":\n"words"\n')).toEqual([
      [1, { id: '1' }],
      [3, '{"id":'],
      [4, 'words'],
    ])
  })

  it('is read as CSV: rows with one number are one order with several items', async () => {
    const text = [
      'id,placed,total,customer.email,customer.member,errors,item.name,item.quantity,item.price',
      '1001,2026-11-01T08:00:00Z,4990,ada@example.com,yes,late|damaged,"Rye, ""dark""\n1 kg",2,2495',
      '1001,,,,,,Butter,1,',
      '1002,,nonsense,,maybe,,,,',
    ].join('\n')
    expect(await read('orders.csv', text)).toEqual([
      [
        3,
        {
          id: '1001',
          placed: '2026-11-01T08:00:00Z',
          total: 4990,
          customer: { email: 'ada@example.com', member: true },
          errors: ['late', 'damaged'],
          items: [
            { name: 'Rye, "dark"\n1 kg', quantity: 2, price: 2495 },
            { name: 'Butter', quantity: 1 },
          ],
        },
      ],
      [5, { id: '1002', total: 'nonsense', customer: { member: 'maybe' } }],
    ])
  })

  it.each([';', '\t'])('may be parted by %j, and begin with a byte order mark', async (mark) => {
    const text = `\uFEFFid${mark}customer.name\r\n7${mark}김 하나 Jr\r\n`
    expect(await read('orders.csv', text)).toEqual([[2, { id: '7', customer: { name: '김 하나 Jr' } }]])
  })

  it('takes what the customer agreed to and when they are left alone, as columns inside columns', async () => {
    const text = [
      'id,customer.id,customer.consent.email,customer.consent.phone,customer.quiet.from,customer.quiet.until',
      '1,C-1,yes,false,21:00,09:00',
      '2,C-2,,perhaps,,',
      '3,C-3,,,,',
    ].join('\n')
    expect(await read('orders.csv', text)).toEqual([
      [
        2,
        {
          id: '1',
          customer: { id: 'C-1', consent: { email: true, phone: false }, quiet: { from: '21:00', until: '09:00' } },
        },
      ],
      [3, { id: '2', customer: { id: 'C-2', consent: { phone: 'perhaps' } } }],
      [4, { id: '3', customer: { id: 'C-3' } }],
    ])
  })

  it('keeps a column of any name to itself', async () => {
    const [[, order]] = (await read('orders.csv', 'id,__proto__.polluted,errors,errors.x\n1,yes,late,y\n')) as [
      [number, object],
    ]
    expect(Object.keys(order)).toEqual(['id', '__proto__', 'errors'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('tells of a file that is not there, and of a row with too many cells', async () => {
    await expect(Array.fromAsync(fileOrders('/nowhere/orders.csv'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(read('orders.csv', 'id,total\n1,2,3\n')).rejects.toMatchObject({
      code: expect.stringMatching(/^CSV_/) as unknown,
    })
  })
})
