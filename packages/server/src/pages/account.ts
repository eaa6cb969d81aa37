import { bestLocale } from '@earshot/sdk/contract'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { DEFAULT_LOOK, getSite, type Site } from '../site/store.ts'
import { findLink, hasOwner } from '../staff/link.ts'
import { getStaff } from '../staff/store.ts'
import { html, type Page, sendPage } from './html.ts'
import { pageStyle } from './style.ts'
import { firstLanguage } from './words.ts'

/** What the page says to a member of staff who follows a link. */
interface Words {
  first: string
  invited: string
  reset: string
  name: string
  email: string
  password: string
  rule: string
  send: string
  over: string
  overMore: string
  failed: string
  script: string
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    first: 'Become the first owner',
    invited: 'Welcome. Choose your password',
    reset: 'Choose a new password',
    name: 'Your name, as customers and colleagues will see it',
    email: 'Mail address',
    password: 'Password',
    rule: 'At least 10 characters. A few words that only you would put together are better than signs and digits.',
    send: 'Save and sign in',
    over: 'This link no longer works',
    overMore: 'It was used, is out of date, or lost a part on the way. Ask for a new one.',
    failed: 'That did not work. Check what you typed, and try again in a moment.',
    script: 'This page needs JavaScript.',
  },
  'zh-Hant': {
    first: '成為第一位擁有者',
    invited: '歡迎,請設定您的密碼',
    reset: '設定新密碼',
    name: '您的姓名(顧客與同事會看到)',
    email: '電子郵件',
    password: '密碼',
    rule: '至少 10 個字元。只有您想得到的幾個詞,比符號和數字更好。',
    send: '儲存並登入',
    over: '這個連結已失效',
    overMore: '它已使用過、已過期,或網址不完整。請再索取一個。',
    failed: '沒有成功。請檢查輸入的內容,稍後再試。',
    script: '這個頁面需要 JavaScript。',
  },
  ko: {
    first: '첫 번째 소유자 되기',
    invited: '환영합니다. 비밀번호를 정해 주세요',
    reset: '새 비밀번호 정하기',
    name: '고객과 동료에게 보일 이름',
    email: '메일 주소',
    password: '비밀번호',
    rule: '10자 이상. 기호와 숫자보다 본인만 떠올릴 몇 개의 낱말이 더 좋습니다.',
    send: '저장하고 로그인',
    over: '더 이상 쓸 수 없는 링크입니다',
    overMore: '이미 사용했거나, 기한이 지났거나, 주소의 일부가 빠졌습니다. 새 링크를 요청해 주세요.',
    failed: '되지 않았습니다. 입력하신 내용을 확인하고 잠시 후 다시 시도해 주세요.',
    script: '이 페이지에는 JavaScript가 필요합니다.',
  },
}

const STYLE = `
h1 { margin: 6px 0 20px }
form { display: grid; gap: 18px }
label { display: grid; gap: 6px; font-weight: 560; font-size: .9375rem }
input { font: inherit; font-weight: 400; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 12px; padding: 11px 14px; width: 100%; min-height: 48px }
input[readonly] { background: var(--wash); border-color: var(--line) }
input:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
button:disabled { opacity: .6; cursor: default }
[role=alert]:empty { display: none }
[role=alert] { border-inline-start: 3px solid #b3541e; padding-inline-start: 12px }
label small { font-weight: 400; color: var(--soft) }`

/** Sends the form as the API takes it. The page's texts stand in its attributes. */
const SCRIPT = `
const form = document.querySelector('form')
const show = (id) => {
  const main = document.querySelector('main')
  main.replaceChildren(document.getElementById(id).content.cloneNode(true))
  main.querySelector('h1').focus()
}
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const alert = form.querySelector('[role=alert]')
  const button = form.querySelector('button')
  alert.textContent = ''
  button.disabled = true
  const token = location.pathname.split('/').pop()
  const body = JSON.stringify({ ...Object.fromEntries(new FormData(form)), token })
  const answer = await fetch(form.dataset.to, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => undefined)
  if (answer?.ok) return location.assign(form.dataset.next)
  if (answer?.status === 404) return show('over')
  alert.textContent = form.dataset.failed
  button.disabled = false
})`

/** Where the links of set-up, invitation and reset lead. Opening it uses nothing up: mail programs look first, too. */
export function accountPage({ database }: Services, kind: 'setup' | 'reset'): Endpoint {
  return {
    summary: kind === 'setup' ? 'Choose a password by a set-up link or an invitation' : 'Choose a new password',
    answers: { 200: 'text/html', 404: 'text/html' },
    async handle(request, reply) {
      const { token } = request.params as { token: string }
      const link = await findLink(database.write, token, kind === 'setup' ? ['setup', 'invite'] : ['reset'])
      const over = !link || (link.purpose === 'setup' && (await hasOwner(database.write, link.site_id)))
      const site = over ? undefined : await getSite(database, link.site_id)
      const lang = bestLocale(Object.keys(WORDS), firstLanguage(request.headers['accept-language']), 'en') ?? 'en'
      if (!link || !site) return sendPage(reply.code(404), overPage(lang))
      const member = link.staff_id === null ? undefined : await getStaff(database.write, site.id, link.staff_id)
      return sendPage(reply, page(site, lang, kind, member))
    },
  }
}

function page(
  site: Site,
  lang: string,
  kind: 'setup' | 'reset',
  member: { name: string; email: string } | undefined,
): Page {
  const words = WORDS[lang]!
  // Who sets the shop up is led through it.
  const first = kind === 'setup' && !member
  const title = kind === 'reset' ? words.reset : member ? words.invited : words.first
  const name = html`<label
    >${words.name}
    <input name="name" required maxlength="200" autocomplete="name" value="${member?.name}"
  /></label>`
  // An invitation is for its address: it is shown, for the password's keeper too, and not sent.
  const email = html`<label
    >${words.email}
    ${
      member
        ? html`<input type="email" readonly autocomplete="username" value="${member.email}" />`
        : html`<input type="email" name="email" required maxlength="254" autocomplete="username" />`
    }</label
  >`
  return {
    lang,
    title: `${title} · ${site.name}`,
    style: pageStyle(site.look.theme.accent, STYLE),
    script: SCRIPT,
    body: html`<main>
        <p class="quiet">${site.name}</p>
        <h1>${title}</h1>
        <noscript><p>${words.script}</p></noscript>
        <form method="post" data-to="/api/session/${kind === 'reset' ? 'password' : 'setup'}" data-next="${first ? '/console/welcome' : '/console'}" data-failed="${words.failed}">
          ${kind === 'setup' && name} ${email}
          <label
            >${words.password}
            <input
              type="password"
              name="password"
              required
              minlength="10"
              maxlength="1000"
              autocomplete="new-password"
              aria-describedby="rule"
            />
            <small id="rule">${words.rule}</small>
          </label>
          <p role="alert"></p>
          <button>${words.send}</button>
        </form>
      </main>
      <template id="over"
        ><h1 tabindex="-1">${words.over}</h1>
        <p>${words.overMore}</p></template
      >`,
  }
}

function overPage(lang: string): Page {
  const words = WORDS[lang]!
  return {
    lang,
    title: words.over,
    style: pageStyle(DEFAULT_LOOK.theme.accent, STYLE),
    body: html`<main>
      <h1>${words.over}</h1>
      <p>${words.overMore}</p>
    </main>`,
  }
}
