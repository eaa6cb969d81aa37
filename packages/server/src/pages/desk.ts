import { bestLocale } from '@earshot/sdk/contract'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { DEFAULT_LOOK } from '../site/store.ts'
import { html, sendPage } from './html.ts'
import { pageStyle } from './style.ts'
import { firstLanguage } from './words.ts'

/** What a notice can be about. */
type Thing = 'complaint' | 'cluster' | 'improvement'

interface Words {
  title: Record<Thing, string>
  soon: string
  shell: string
  program: string
  guide: string
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    title: { complaint: 'Complaint', cluster: 'Several complaints about one thing', improvement: 'Improvement' },
    soon: 'The screens for staff come with a later version. Until then you see it and work on it in these ways.',
    shell: 'At the server’s command line',
    program: 'From a program, with your key',
    guide: 'What you can do about it, step by step',
  },
  'zh-Hant': {
    title: { complaint: '申訴', cluster: '同一事項的多件申訴', improvement: '改善措施' },
    soon: '員工介面將在之後的版本提供。在那之前,您可以這樣查看與處理。',
    shell: '在伺服器的命令列',
    program: '以程式與您的金鑰',
    guide: '處理的每一步(英文)',
  },
  ko: {
    title: { complaint: '불만', cluster: '같은 사안에 대한 여러 불만', improvement: '개선 조치' },
    soon: '직원용 화면은 다음 버전에 나옵니다. 그때까지는 이렇게 보고 처리하실 수 있습니다.',
    shell: '서버의 명령줄에서',
    program: '프로그램에서 키로',
    guide: '처리하는 방법 (영어)',
  },
}

const STYLE = `
main { max-width: 34rem } h2 { margin: 22px 0 8px } h1 + p { margin-top: 8px } main > p:last-child { margin-top: 24px }
pre { background: var(--wash); border: 1px solid var(--line); border-radius: 12px; padding: 12px 14px; font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all }`

interface Way {
  /** What its number or id looks like. */
  id: RegExp
  shell: (id: string) => string
  api: string
  guide: string
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const WAYS: Readonly<Record<Thing, Way>> = {
  complaint: {
    id: /^\d{4}-\d{6,15}$/,
    shell: (number) => `earshot complaint show ${number}`,
    api: '/api/complaints',
    guide: '/docs/complaints',
  },
  cluster: {
    id: UUID,
    shell: (id) => `earshot cluster show ${id}`,
    api: '/api/clusters',
    guide: '/docs/causes#the-alarm',
  },
  improvement: {
    id: UUID,
    shell: () => 'earshot improvement list',
    api: '/api/improvements',
    guide: '/docs/causes#do-something-about-it',
  },
}

/** Where the link of a notice to staff leads, until the console stands. It says nothing of the thing itself. */
export function deskPage({ config }: Services, thing: Thing): Endpoint {
  const way = WAYS[thing]
  return {
    summary: `How staff see ${thing === 'improvement' ? 'an' : 'a'} ${thing}: the link of notices`,
    answers: { 200: 'text/html' },
    async handle(request, reply) {
      const { id } = request.params as { id: string }
      if (!way.id.test(id)) throw new Problem('not_found', `Nothing of the kind ${thing} is called that.`)
      const lang = bestLocale(Object.keys(WORDS), firstLanguage(request.headers['accept-language']), 'en') ?? 'en'
      const words = WORDS[lang]!
      // Only a complaint's number says anything to a reader.
      const title = thing === 'complaint' ? `${words.title[thing]} ${id}` : words.title[thing]
      return sendPage(reply, {
        lang,
        title,
        style: pageStyle(DEFAULT_LOOK.theme.accent, STYLE),
        body: html`<main>
          <h1>${title}</h1>
          <p>${words.soon}</p>
          <h2>${words.shell}</h2>
          <pre>${way.shell(id)}</pre>
          <h2>${words.program}</h2>
          <pre>
curl ${config.url}${way.api}/${id} -H "Authorization: Bearer $EARSHOT_KEY"</pre
          >
          <p><a href="${way.guide}">${words.guide}</a></p>
        </main>`,
      })
    },
  }
}
