import { expect, it } from 'vitest'
import { stepped, type Way } from './steps.ts'

it.each<[Way, [number, number], [number, number] | undefined]>([
  ['down', [0, 0], [0, 1]],
  ['down', [0, 2], undefined],
  ['up', [0, 0], undefined],
  ['up', [0, 2], [0, 1]],
  // Over what is empty, as high as there is something.
  ['right', [0, 2], [2, 1]],
  ['right', [0, 0], [2, 0]],
  ['right', [2, 1], undefined],
  ['left', [2, 1], [0, 1]],
  ['left', [0, 1], undefined],
])('goes %s from %j to %j', (way, [column, row], to) => {
  expect(stepped([3, 0, 2, 0], { column, row }, way)).toEqual(to && { column: to[0], row: to[1] })
})
