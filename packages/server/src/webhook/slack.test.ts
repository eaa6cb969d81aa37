import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complained, freshServer } from '../../test/engines.ts'
import { CALLABLE, freshReceiver } from '../../test/receiver.ts'
import { call } from '../../test/staff.ts'
import { createWebhooks } from './deliver.ts'
import { phrasesFor } from './phrases.ts'
import { plain } from './slack.ts'

describe('others’ words in a chat', () => {
  it.each([
    ['<!channel> hello', '&lt;！channel&gt; hello'],
    ['<@U123|boss> @here', '&lt;＠U123｜boss&gt; ＠here'],
    ['*bold* _it_ ~no~ `x`', '＊bold＊ ＿it＿ ～no～ ｀x｀'],
    ['[click](javascript:alert)', '［click］（javascript:\u2060alert）'],
    ['a & b\n\n> quoted', 'a &amp; b &gt; quoted'],
    ['고맙습니다 謝謝', '고맙습니다 謝謝'],
  ])('%j are said as %j', (text, shown) => expect(plain(text)).toBe(shown))

  it('never hold a mention, a link, an emoji or a format, whatever they are', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'<>&@*_~`[]()#|!$\\:/.\n'.split(''), 'http://', 'www.', ':smile:', '<!here>', '- ', '1. '),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
      ),
      maxLength: 60,
    })
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = plain(text)
        expect(shown).not.toMatch(/[<>@*_~`[\]()#|\\!$\n\r]|https?:\/\/|\w\.\w|:\w+:|&(?!amp;|lt;|gt;)|^[-+] |^\d+[.)]/)
      }),
    )
  })
})

describe('the phrases', () => {
  it.each(['en', 'ko', 'ko-KR', 'zh-Hant', 'fr'])(
    'say every kind of event and stage in %s, or else in English',
    (locale) => {
      const own = phrasesFor(locale)
      expect(Object.keys(own.types).toSorted()).toEqual(Object.keys(phrasesFor('en').types).toSorted())
      expect(Object.values(own.stages).every(Boolean)).toBe(true)
    },
  )
})

it('a chat is told in a sentence, with the customer’s words only where they are asked for', async () => {
  const server = await freshServer('sqlite', { env: CALLABLE })
  const receiver = await freshReceiver()
  for (const words of [false, true])
    await call(server, 'POST', '/api/webhooks', server.staff, {
      url: receiver.url,
      format: 'slack',
      types: ['complaint.registered'],
      words,
    })
  await server.say(complained({ answers: { satisfaction: 1, comment: '<!channel> *Torn*' } }))
  const hooks = createWebhooks({ config: server.config, database: server.database, log: server.app.log })
  await hooks.deliverAll()
  const texts = receiver.got.map(({ body }) => (JSON.parse(body) as { text: string }).text).toSorted()
  expect(texts[0]).toMatch(/^Lumen &amp; Loaf: <http:\/\/localhost:0\/complaints\/(\d{4}-\d{6})\|\1> New complaint · /)
  expect(texts[1]).toBe(`${texts[0]!}\n“&lt;！channel&gt; ＊Torn＊”`)
})
