import { afterEach, expect, test } from 'vitest'
import { json } from './json.ts'

const arrays = Array.prototype as unknown as { toJSON?: unknown }
afterEach(() => {
  delete arrays.toJSON
})

const body = { id: 'a', answers: { reasons: ['late', 'price'], comment: 'Ünï "quoted"\n' }, none: undefined, no: null }

test('writes what JSON.stringify writes', () => {
  expect(json(body)).toBe(JSON.stringify(body))
})

test('writes arrays as arrays where Prototype.js has given them a toJSON', () => {
  arrays.toJSON = function (this: unknown[]) {
    return `[${this.map((item) => JSON.stringify(item)).join(', ')}]`
  }
  expect(JSON.stringify(['a'])).toBe('"[\\"a\\"]"')
  expect(json({ reasons: ['a', ['b']] })).toBe('{"reasons":["a",["b"]]}')
})
