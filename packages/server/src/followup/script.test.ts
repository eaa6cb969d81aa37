import type { FollowupKind } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { allScripts, faultsOf, fillScript, scriptFor } from './script.ts'

const KNOWN = {
  name: 'Ada',
  staff: 'Bo',
  shop: 'Lumen & Loaf',
  product: 'Mug',
  order: '1001',
  number: '2026-000001',
  day: 'birthday',
}
const KINDS: FollowupKind[] = ['complaint', 'purchase', 'day', 'leaving']

describe('what staff say', () => {
  it('stands in three languages for every kind, with nothing left open whatever is known', () => {
    const scripts = allScripts([])
    expect(scripts).toHaveLength(12)
    for (const { script, kind, language } of scripts) {
      expect([kind, language, faultsOf(script)]).toEqual([kind, language, []])
      for (const values of [KNOWN, { staff: 'Bo', shop: 'Lumen & Loaf' }]) {
        const said = Object.values(fillScript(script, values)).flat()
        for (const line of said) expect(line).not.toMatch(/[[\]{}]| {2}|, \.|\(\)/)
      }
    }
  })

  it('names what is known and leaves out what is not', () => {
    const script = scriptFor('complaint', 'en-GB', 'ko', [])
    expect(fillScript(script, KNOWN).greeting).toMatch(
      /^Hello, Ada\. This is Bo from Lumen & Loaf\. .* \(2026-000001\) with Mug/,
    )
    expect(fillScript(script, { staff: 'Bo', shop: 'L' }).greeting).toMatch(
      /^Hello\. This is Bo from L\. You told us that something was not right, and/,
    )
  })

  it('takes a value as text, whatever it holds', () => {
    const script = scriptFor('day', 'en', 'en', [])
    expect(fillScript(script, { ...KNOWN, name: '{shop}[x]$&' }).greeting).toContain('Hello, {shop}[x]$&.')
  })

  it('is the shop’s own where it has one, also in a language that Earshot does not speak', () => {
    const script = { ...scriptFor('day', 'en', 'en', []), thanks: 'Danke.' }
    const own = [{ site_id: 'a', kind: 'day' as const, language: 'de', data: JSON.stringify(script), changed_at: 1 }]
    expect(scriptFor('day', 'de-AT', 'en', own).thanks).toBe('Danke.')
    for (const kind of KINDS.filter((one) => one !== 'day'))
      expect(scriptFor(kind, 'de-AT', 'ko', own)).toBe(scriptFor(kind, 'ko', 'ko', []))
    expect(allScripts(own).filter((one) => one.own)).toEqual([{ kind: 'day', language: 'de', own: true, script }])
  })

  it.each([
    ['greeting', { greeting: 'Hello {who}' }, 'placeholder_unknown'],
    ['thanks', { thanks: 'Thanks [{name}' }, 'invalid_format'],
    ['satisfied.1', { satisfied: ['a', '}'] }, 'invalid_format'],
  ])('is refused where %s cannot be filled in', (path, over, code) => {
    const script = { ...scriptFor('day', 'en', 'en', []), ...over }
    expect(faultsOf(script)).toEqual([expect.objectContaining({ path, code })])
  })
})
