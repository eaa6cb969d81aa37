import type { BulkInput, BulkResult } from '@earshot/sdk/contract'
import { expect, it } from 'vitest'
import { takeBack } from './undo.ts'

type Result = BulkResult['items'][number]

const result = (number: string, version: number, undo: Result['undo'] = []): Result => ({
  number,
  done: true,
  version,
  problem: null,
  undo,
})
const assign = (staff: string) => ({ command: 'assign' as const, fields: { staff, department: null } })
const classify = { command: 'classify' as const, fields: { category: null, safety: false } }

it('takes back together what goes back to the same, each with the version that was left', async () => {
  const given: BulkInput[] = []
  const became = await takeBack(
    [result('1', 4, [assign('ada')]), result('2', 7, [assign('bo')]), result('3', 9, [assign('ada')]), result('4', 2)],
    async (order) => {
      given.push(order)
      return order.numbers.map((number) => result(number, 99))
    },
  )
  expect(given).toEqual([
    { ...assign('ada'), numbers: ['1', '3'], versions: [4, 9] },
    { ...assign('bo'), numbers: ['2'], versions: [7] },
  ])
  expect(became.map(({ number, done }) => [number, done])).toEqual([
    ['1', true],
    ['3', true],
    ['2', true],
  ])
})

it('goes on with those that were not refused, and tells of those that were', async () => {
  const given: BulkInput[] = []
  const undo = [classify, assign('ada')]
  const became = await takeBack([result('1', 4, undo), result('2', 7, undo)], async (order) => {
    given.push(order)
    return order.numbers.map((number) => ({ ...result(number, 20), done: number !== '1' }))
  })
  expect(given.map(({ command, numbers, versions }) => [command, numbers, versions])).toEqual([
    ['classify', ['1', '2'], [4, 7]],
    ['assign', ['2'], [20]],
  ])
  expect(became.map(({ number, done }) => [number, done])).toEqual([
    ['1', false],
    ['2', true],
  ])
})
