import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer } from '../../../test/engines.ts'
import { DEFAULT_LOOK } from '../../site/store.ts'
import { en } from './en.ts'
import { render, templateFor, WORDINGS, type MailSite } from './render.ts'
import { faultsOf, ownTemplates, resetTemplate, setTemplate } from './store.ts'
import { EVENTS, placeholdersOf, type Topic, TOPICS } from './topic.ts'

const SITE: MailSite = { name: 'Lumen & Loaf', timeZone: 'Asia/Seoul', look: DEFAULT_LOOK }
const TOPIC_NAMES = Object.keys(TOPICS) as Topic[]
const LANGUAGES = Object.keys(WORDINGS)
const each = LANGUAGES.flatMap((language) => TOPIC_NAMES.map((topic) => ({ language, topic })))

/** A value of the right kind for each placeholder. */
function samples(topic: Topic): Record<string, string | number> {
  const kinds = Object.entries(placeholdersOf(topic)).filter(([name]) => name !== 'shop')
  return Object.fromEntries(
    kinds.map(([name, kind]) => [
      name,
      kind === 'time'
        ? Date.parse('2026-11-22T05:00:00Z')
        : kind === 'event'
          ? 'overdue'
          : kind === 'url'
            ? 'https://earshot.example/c/x?a=1&b=2'
            : `<${name}>`,
    ]),
  )
}

function written(topic: Topic, language: string, values = samples(topic)) {
  return render(topic, templateFor(topic, language, SITE, []), values, SITE)
}

describe('a mail', () => {
  it.each(each)('$topic in $language says all that it may, and keeps its own rules', ({ topic, language }) => {
    const { template } = templateFor(topic, language, SITE, [])
    expect(faultsOf(topic, template)).toEqual([])
    const mail = written(topic, language)
    const named = new Set([...`${template.subject}${template.body}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    named.delete('shop')
    // Where nobody asked for it, the foot tells how to get no more, whatever the wording.
    if (mail.unsubscribe !== undefined) named.add('unsubscribe')
    expect([...named].toSorted()).toEqual(Object.keys(samples(topic)).toSorted())
    for (const part of [mail.subject, mail.text]) expect(part).not.toMatch(/[{}]/)
    expect(mail.html).toContain(`lang="${language}"`)
    expect(mail.text).toContain('Lumen & Loaf')
    expect(mail.html).not.toMatch(/<img|<script|<link|@import|url\(|src=/)
  })

  it.each(each)('$topic in $language reads well with nothing but what it must have', ({ topic, language }) => {
    const values = Object.fromEntries(Object.entries(samples(topic)).filter(([name]) => name in TOPICS[topic].must))
    const { subject, text } = written(topic, language, values)
    // No line is left with a hole in it.
    expect(`${subject}\n${text}`).not.toMatch(/[{}]|\(\)|^[\s,,.。::]+$|[,,:] *[,,]/m)
  })

  it.each(LANGUAGES)('in %s has a phrase for everything that staff are told', (language) => {
    for (const event of EVENTS) {
      const { subject } = written('notice', language, { number: '1', link: 'https://e.example', event })
      expect(subject).toContain(WORDINGS[language]!.events[event])
    }
  })

  it('shows times in the reader’s language and the shop’s zone', () => {
    expect(written('acknowledgement', 'en').text).toContain('by Sunday, November 22, 2026 at 2:00 PM')
    expect(written('acknowledgement', 'ko').text).toContain('2026년 11월 22일 일요일 오후 2:00')
    expect(written('acknowledgement', 'zh-TW').text).toContain('2026年11月22日 星期日 下午2:00')
  })

  it('takes every value as text: no markup, no placeholder, no header', () => {
    const evil = '<img src=x onerror=alert(1)>{link}\r\nBcc: x@y.example [a](https://z.example) =?utf-8?B?eA==?='
    const mail = written('answer', 'en', { ...samples('answer'), number: evil, words: evil, author: evil })
    expect(mail.html).not.toMatch(/<img/)
    expect(mail.html.match(/href="[^"]*"/g)).toEqual(['href="https://earshot.example/c/x?a=1&#38;b=2"'])
    expect(mail.subject).not.toMatch(/[\r\n]|=\?/)
    expect(mail.text).toContain('{link}')
  })

  it('keeps what people write in lines, and marks it as theirs', () => {
    const { text, html } = written('answer', 'en', { ...samples('answer'), words: 'One\r\n\r\nTwo\u0007\u202e' })
    expect(text).toContain('> One\n>\n> Two')
    expect(html).toMatch(/<div dir="auto"[^>]*>One<br><br>Two/)
  })

  it('stays whole, whatever the values are', () => {
    assert(
      property(
        constantFrom(...TOPIC_NAMES),
        constantFrom(...LANGUAGES),
        string({ unit: 'binary', maxLength: 60 }),
        (topic, language, value) => {
          const values = Object.fromEntries(
            Object.entries(samples(topic)).map(([name, sample]) => [name, typeof sample === 'number' ? sample : value]),
          )
          const mail = written(topic, language, values)
          expect(mail.subject).not.toMatch(/[\r\n\0]|=\?/)
          expect(mail.subject.length).toBeLessThanOrEqual(200)
          // As many tags as with any other value: nothing of it became markup.
          expect(mail.html.match(/<script|<img|onerror=/i)).toBeNull()
        },
      ),
    )
  })

  it.each([
    ['#14655a', '#ffffff'],
    ['#ffe08a', '#1d1b16'],
    ['#000000', '#ffffff'],
  ])('has a button of the shop’s colour %s that can be read', (accent, ink) => {
    const site = { ...SITE, look: { ...DEFAULT_LOOK, theme: { ...DEFAULT_LOOK.theme, accent } } }
    const { html } = render('confirm', templateFor('confirm', 'en', site, []), samples('confirm'), site)
    expect(html).toContain(`background:${accent};color:${ink}`)
  })
})

describe('a shop’s own wording', () => {
  const own = { subject: '{shop}: {number}', body: 'Hello!\n\n> {words}\n\n[Go]({link})' }

  it.each([
    [{ subject: '', body: own.body }, 'need words'],
    [{ ...own, subject: 'a\nb {number}' }, 'must be one line'],
    [{ ...own, body: `${own.body} {nmae}` }, '{nmae} stands for nothing in this mail; there are {number}'],
    [{ ...own, body: `${own.body} {toString}` }, '{toString} stands for nothing'],
    [{ ...own, body: `${own.body} {number` }, 'a brace is open'],
    [{ ...own, body: 'Hello! {words}' }, '{link} must stand in it'],
    [{ subject: 'Hello', body: 'Hello' }, '{number} and {link} and {words} must stand in it'],
    [{ ...own, subject: '{number} {words}' }, 'the subject may not hold {words}'],
    [{ ...own, body: `${own.body}\n\n[Go]({words})` }, 'a button leads to {link}'],
    [{ ...own, body: `${own.body}${'x'.repeat(10_000)}` }, 'the body may have 10000 characters'],
    [{ ...own, body: `${own.body}\ud800` }, 'no NUL or half characters'],
  ])('%j is not kept: %s', (template, why) => {
    expect(
      faultsOf('answer', template)
        .map(({ message }) => message)
        .join('; '),
    ).toContain(why)
  })

  it.each(ENGINES)('is kept on %s, used in its language alone, and taken back', async (engine) => {
    const { database, site } = await freshServer(engine)
    await setTemplate(database, site.id, 'answer', 'ja', own)
    await setTemplate(database, site.id, 'answer', 'ko', own)
    await setTemplate(database, site.id, 'answer', 'ko', { ...own, subject: '{number}!' })
    await expect(setTemplate(database, site.id, 'answer', 'Klingon!', { ...own, body: 'x' })).rejects.toThrow(
      /not a language tag.*; \{link\} and \{words\} must stand in it\.$/,
    )
    const mine = await ownTemplates(database.write, site.id)
    const chosen = (language: string) => templateFor('answer', language, site, mine)
    expect(chosen('ja-JP')).toMatchObject({ language: 'ja', template: own })
    expect(chosen('ko').template.subject).toBe('{number}!')
    expect(chosen('fr').template).toBe(en.templates.answer)
    const { text } = render('answer', chosen('ja'), samples('answer'), site)
    expect(text).toContain('Hello!\n\n> <words>\n\nGo:\nhttps://')
    expect(await resetTemplate(database, site.id, 'answer', 'ko')).toBe(true)
    expect(await resetTemplate(database, site.id, 'answer', 'ko')).toBe(false)
    expect(await ownTemplates(database.write, 'other')).toEqual([])
  })
})
