// @vitest-environment node
import { brotliCompressSync, constants } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { loader } from '../../build.ts'
import { bake } from './bake.ts'

/** Paid by every page view of every shop: raise neither without the reason. */
const UNBAKED = 1000
const BAKED = 1400

const LABEL = { en: 'How was it?', 'zh-Hant': '覺得如何呢?', ko: '어떠셨나요?' }
const demo = bake(
  {
    key: 'pk_demo',
    name: 'Lumen & Loaf',
    locale: 'en',
    locales: ['en', 'zh-Hant', 'ko'],
    privacyUrl: null,
    test: false,
    theme: { accent: '#14655a', scheme: 'auto', radius: 14 },
    launcher: { enabled: true, side: 'end', label: LABEL, only: [], except: [] },
    moments: [],
    texts: {},
  },
  'http://localhost:4400',
  {
    panel: 'panel-Bk3x9QaZ.js',
    field: 'field-C7dTq1Wm.js',
    'text/en': 'text-en-Dx8Lr2Vn.js',
    'text/ko': 'text-ko-Ap5Ws0Yt.js',
    'text/zh-Hant': 'text-zh-Hant-Qe4Jm6Ub.js',
  },
)

function bytes(code: string): number {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

let code: string
beforeAll(async () => {
  code = await loader()
})

test('has one place for the settings', () => {
  expect(code.split('"__EARSHOT__"')).toHaveLength(2)
})

test('is read by old browsers: no syntax newer than 2015 but import()', () => {
  expect(code).not.toMatch(/\?\.|\?\?|async |await |\.\.\.\w+\}|catch\{/)
})

test('stays below its byte ceilings', () => {
  expect(bytes(code)).toBeLessThanOrEqual(UNBAKED)
  expect(bytes(code.replace('"__EARSHOT__"', () => JSON.stringify(demo)))).toBeLessThanOrEqual(BAKED)
})
