// @vitest-environment node
import { brotliCompressSync, constants } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { bundle } from '../../build.ts'

/** From a click to an open form, in one language: raise it only with the reason. */
const OPEN = 10_000
/** What an open form fetches besides: checking, sending, thanking. */
// 4,500 until photos (their hook and their texts' place) met tabs that yield to each other and openers that never stack.
const REST = 4_650

const bytes = (code: string) => brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

/** A load unit of its own, with a ceiling of its own. */
const isPhoto = (chunk: { facadeModuleId: string | null }) => chunk.facadeModuleId?.includes('/src/photo/')

let open: string[]
let rest: string[]
beforeAll(async () => {
  const chunks = [
    ...(await bundle({ panel: 'src/loader/serve.ts' })),
    ...(await bundle({ 'text/en': 'src/text/en.ts' })),
  ]
  open = chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.code)
  rest = chunks.filter((chunk) => !chunk.isEntry && !isPhoto(chunk)).map((chunk) => chunk.code)
})

const sum = (codes: string[]) => codes.reduce((sum, code) => sum + bytes(code), 0)

test('an open form with all its questions stays below its byte ceiling', () => {
  expect(open).toHaveLength(2)
  expect(sum(open)).toBeLessThanOrEqual(OPEN)
})

test('what comes after it does, too', () => {
  expect(rest).toHaveLength(2)
  expect(sum(rest)).toBeLessThanOrEqual(REST)
})

test('carries no schemas, and nothing that a strict policy of a page forbids', () => {
  for (const code of [...open, ...rest]) {
    expect(/\bzod\b|\beval\(|new Function|<style|modulepreload/i.exec(code)).toBeNull()
  }
})
