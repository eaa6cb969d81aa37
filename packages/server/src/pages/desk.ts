import { bestLocale } from '@earshot/sdk/contract'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { DEFAULT_LOOK } from '../site/store.ts'
import { html, sendPage } from './html.ts'
import { pageStyle } from './style.ts'
import { firstLanguage } from './words.ts'

interface Words {
  title: string
  soon: string
  shell: string
  program: string
  guide: string
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    title: 'Complaint',
    soon: 'The screens for staff come with a later version. Until then you see it and work on it in these ways.',
    shell: 'At the server’s command line',
    program: 'From a program, with your key',
    guide: 'What you can do about a complaint, step by step',
  },
  'zh-Hant': {
    title: '申訴',
    soon: '員工介面將在之後的版本提供。在那之前,您可以這樣查看與處理。',
    shell: '在伺服器的命令列',
    program: '以程式與您的金鑰',
    guide: '處理申訴的每一步(英文)',
  },
  ko: {
    title: '불만',
    soon: '직원용 화면은 다음 버전에 나옵니다. 그때까지는 이렇게 보고 처리하실 수 있습니다.',
    shell: '서버의 명령줄에서',
    program: '프로그램에서 키로',
    guide: '불만을 처리하는 방법 (영어)',
  },
}

const STYLE = `
main { max-width: 34rem } h2 { margin: 22px 0 8px } h1 + p { margin-top: 8px } main > p:last-child { margin-top: 24px }
pre { background: var(--wash); border: 1px solid var(--line); border-radius: 12px; padding: 12px 14px; font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all }`

/** Where the link of a notice to staff leads, until the console stands. It says nothing of the complaint itself. */
export function deskPage({ config }: Services): Endpoint {
  return {
    summary: 'How staff see a complaint: the link of notices',
    answers: { 200: 'text/html' },
    async handle(request, reply) {
      const { number } = request.params as { number: string }
      if (!/^\d{4}-\d{6,15}$/.test(number)) throw new Problem('not_found', 'This is no number of a complaint.')
      const lang = bestLocale(Object.keys(WORDS), firstLanguage(request.headers['accept-language']), 'en') ?? 'en'
      const words = WORDS[lang]!
      return sendPage(reply, {
        lang,
        title: `${words.title} ${number}`,
        style: pageStyle(DEFAULT_LOOK.theme.accent, STYLE),
        body: html`<main>
          <h1>${words.title} ${number}</h1>
          <p>${words.soon}</p>
          <h2>${words.shell}</h2>
          <pre>earshot complaint show ${number}</pre>
          <h2>${words.program}</h2>
          <pre>
curl ${config.url}/api/complaints/${number} -H "Authorization: Bearer $EARSHOT_KEY"</pre
          >
          <p><a href="/docs/complaints">${words.guide}</a></p>
        </main>`,
      })
    },
  }
}
