import type { SiteSettings } from '@earshot/sdk/contract'
import { expect, test } from 'vitest'
import { bake } from './bake.ts'
import { languageAt } from './language.ts'

function settings(
  alter: { locales?: string[]; only?: string[]; except?: string[]; enabled?: boolean } = {},
): SiteSettings {
  const { locales = ['en', 'zh-Hant', 'ko'], only = [], except = [], enabled = true } = alter
  return {
    key: 'pk_demo',
    name: 'Lumen & Loaf',
    locale: locales[0] ?? 'en',
    locales,
    privacyUrl: null,
    test: false,
    theme: { accent: '#14655a', scheme: 'auto', radius: 14 },
    launcher: { enabled, side: 'end', label: { en: 'How was it?', ko: '어떠셨나요?' }, only, except },
    moments: [],
    texts: {},
  }
}

/** The language for a reader whose page says nothing and whose browser reads `tags`. */
function spoken(locales: string[], ...tags: string[]): string | undefined {
  const { speaks } = bake(settings({ locales }), 'http://localhost', {})
  const found = new RegExp(speaks, 'i').exec(String(['', ...tags, locales[0]])) ?? []
  return locales[found.indexOf(found[0], 1) - 1]
}

test.each([
  [['en', 'zh-Hant', 'ko'], ['ko-KR', 'en'], 'ko'],
  [['en', 'zh-Hant', 'ko'], ['de-DE', 'fr', 'ko'], 'ko'],
  [['en', 'zh-Hant', 'ko'], ['de'], 'en'],
  [['en', 'zh-Hant', 'ko'], ['zh-TW'], 'zh-Hant'],
  [['en', 'zh-Hant', 'ko'], ['zh-hk'], 'zh-Hant'],
  [['en', 'zh-Hant', 'ko'], ['zh-Hant-HK'], 'zh-Hant'],
  [['en', 'zh-Hant', 'ko'], ['zh-CN', 'ko'], 'ko'],
  [['en', 'zh-Hant', 'ko'], ['zh-Hans-HK'], 'en'],
  [['en', 'zh-TW', 'zh-CN'], ['zh'], 'zh-CN'],
  [['en', 'zh-TW', 'zh-CN'], ['zh-MO'], 'zh-TW'],
  [['pt-BR', 'pt-PT'], ['pt-PT'], 'pt-PT'],
  [['pt-BR', 'pt-PT'], ['pt'], 'pt-BR'],
  [['pt-BR', 'pt-PT'], ['pt-AO'], 'pt-BR'],
  [['en', 'en-GB'], ['en-GB'], 'en-GB'],
  [['en', 'en-GB'], ['en-US'], 'en'],
  [['en', 'fi'], ['fil'], 'en'],
  [['en', 'fil', 'fi'], ['fil-PH'], 'fil'],
])('of %j, a reader of %j is spoken to in %s', (locales, tags, best) => {
  expect(spoken(locales, ...tags)).toBe(best)
})

test('the nearest lang of the page goes before the browser, and what was asked for before both', () => {
  document.body.innerHTML = '<main lang="ko"><p></p></main>'
  const site = bake(settings(), 'http://localhost', {})
  const element = document.querySelector('p')!
  expect(languageAt(site, element)).toBe('ko')
  expect(languageAt(site, element, 'zh-TW')).toBe('zh-Hant')
  expect(languageAt(site, element, 'xx')).toBe('en')
})

/** Whether the launcher shows on a path. */
function shows(path: string, rules: { only?: string[]; except?: string[] }): boolean {
  return new RegExp(bake(settings(rules), 'http://localhost', {}).launcher!.on!).test(path)
}

test.each([
  ['/anything', {}, true],
  ['/', { only: ['/'] }, true],
  ['/shop', { only: ['/'] }, false],
  ['/shop/tea', { only: ['/shop/*'] }, true],
  ['/my/shop/tea', { only: ['/shop/*'] }, false],
  ['/checkout', { except: ['/checkout*'] }, false],
  ['/checkout/pay', { except: ['/checkout*'] }, false],
  ['/shop', { except: ['/checkout*'] }, true],
  ['/shop/sale', { only: ['/shop/*'], except: ['*/sale'] }, false],
  ['/shop/a.html', { only: ['/shop/a.html'] }, true],
  ['/shop/aXhtml', { only: ['/shop/a.html'] }, false],
  ['/caf%C3%A9', { only: ['/café'] }, true],
])('on %s with %j the launcher shows: %s', (path, rules, expected) => {
  expect(shows(path, rules)).toBe(expected)
})

test('labels every language, in the own language of the site where one is missing', () => {
  const baked = bake(settings(), 'http://localhost/', { panel: 'panel-1.js' })
  expect(baked.url).toBe('http://localhost')
  expect(baked.launcher!.label.slice(1)).toEqual(['How was it?', 'How was it?', '어떠셨나요?'])
  expect(bake(settings({ enabled: false }), 'http://localhost', {}).launcher).toBeUndefined()
})
