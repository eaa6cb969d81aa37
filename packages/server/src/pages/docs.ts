import { readFile } from 'node:fs/promises'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { DEFAULT_LOOK } from '../site/store.ts'
import { Html, html, sendPage } from './html.ts'
import { pageStyle } from './style.ts'

/** The guides, in the order in which people need them. */
export const GUIDES: Readonly<Record<string, readonly [title: string, what: string]>> = {
  embed: ['Put Earshot on your site', 'one line in a page, and the CSP lines it needs'],
  settings: ['Set your shop up', 'name, languages, looks, words, where the script runs, a demo to look around in'],
  'order-form': ['Comment on the order form', 'with and without JavaScript, from PHP and curl'],
  moments: ['Ask what you want to know', 'questions, languages, versions, a preview'],
  sdk: ['Call the SDK', 'from browsers and back ends'],
  console: ['Work in the console', 'inbox, complaints, follow-ups, figures and settings, by mouse and by keys'],
  desk: ['Work at the desk', 'inbox, queue, labels, views, drafts, thanks'],
  complaints: ['Handle complaints', 'answer, put right, approve, clocks and limits'],
  orders: ['Tell Earshot of your orders', 'one call, a file, or a signed token'],
  customers: ['Know your customers', 'one card for each, merge and split'],
  followups: ['Visit your customers again', 'calls, mails and links, who does them, pages of moments'],
  search: ['Find what was said', 'in feedback, complaints and cards, in any language'],
  solutions: ['Share proven answers', 'save, find and use what has satisfied customers'],
  courtesy: ['Mind your words', 'phrases that hurt, and a better way'],
  causes: ['Find causes and remove them', 'causes, improvements, the months, the alarm'],
  measures: ['See how it really stands', 'satisfaction, promises kept, reasons, load, and the rows behind them'],
  staff: ['Your staff', 'accounts, roles, departments, who gets which complaint'],
  mail: ['Send mail', 'mail server or hook, what became of a mail, your own words'],
  webhooks: ['Webhooks', 'your programs and chats are told what happens'],
  events: ['Live events', 'what happens, as it happens'],
  privacy: ['Privacy', 'hand over, erase, and for how long things are kept'],
  hosting: ['Host it yourself', 'HTTPS, systemd, backups, upgrades'],
  cli: ['The earshot command', 'sites, keys, export, backup'],
  errors: ['Error codes', 'what each means and what to do'],
}

/** Copied into the package by the build; in the source tree they are the workspace's own. */
const FOLDERS = [new URL('../../docs/', import.meta.url), new URL('../../../../docs/', import.meta.url)]

const STYLE = `
main { max-width: 46rem } nav { margin-bottom: 22px; display: flex; flex-wrap: wrap; gap: 4px 16px } nav a[aria-current] { font-weight: 600; text-decoration: none }
article > * + * { margin-top: 14px } h2 { font-size: 1.125rem; color: var(--ink); margin-top: 34px !important; letter-spacing: -.01em } h3 { margin-top: 24px !important }
pre { background: var(--wash); border: 1px solid var(--line); border-radius: 12px; padding: 13px 16px; overflow-x: auto } pre, code { font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
:not(pre) > code { background: var(--wash); border-radius: 5px; padding: 1px 5px; overflow-wrap: anywhere } ul { padding-left: 22px } li + li { margin-top: 6px }
img { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 12px } .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9375rem } th, td { text-align: start; vertical-align: top; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line) } th { color: var(--mid) } td, td > code { overflow-wrap: normal } td:first-child > code { white-space: nowrap } tr > :last-child { padding-right: 0 }`

async function find(file: string): Promise<Buffer | undefined> {
  for (const folder of FOLDERS) {
    const found = await readFile(new URL(file, folder)).catch(() => undefined)
    if (found) return found
  }
  return undefined
}

async function read(name: string): Promise<string> {
  const text = await find(`${name}.md`)
  if (text) return text.toString()
  throw new Problem('not_found', 'This guide is not on this server. Run "pnpm build", which copies the guides.')
}

/** A guide as HTML. Our own words, so its markup is trusted; links between guides lead to their pages here. */
async function render(text: string): Promise<Html> {
  const { Marked } = await import('marked')
  const marked = new Marked({
    walkTokens(token) {
      const { href } = token as { href: string }
      if (token.type === 'link') (token as { href: string }).href = linked(href)
      if (token.type === 'image') (token as { href: string }).href = `/docs/${href}`
    },
    renderer: {
      heading({ tokens, depth, text: heading }) {
        const id = heading
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-')
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
    },
  })
  const made = await marked.parse(text)
  return new Html(
    made
      .replaceAll('<pre>', '<pre tabindex="0">')
      .replaceAll('<table>', '<div class="scroll" tabindex="0"><table>')
      .replaceAll('</table>', '</table></div>'),
  )
}

/** `order-form.md#attributes` → `/docs/order-form#attributes`; what is not a guide is read in the repository. */
function linked(href: string): string {
  const [, name, hash = ''] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? []
  if (name !== undefined && name in GUIDES) return `/docs/${name}${hash}`
  return href.startsWith('../') ? `https://github.com/earshot/earshot/blob/main/${href.slice(3)}` : href
}

/** `/docs/:guide`: the documentation, from this server itself. */
export function docsPage({ config: { url } }: Services): Endpoint {
  return {
    summary: 'A guide',
    answers: { 200: 'text/html' },
    async handle(request, reply) {
      const { guide } = request.params as { guide?: string }
      const name = guide ?? 'embed'
      if (!Object.hasOwn(GUIDES, name))
        throw new Problem('not_found', `The guides are ${Object.keys(GUIDES).join(', ')}.`)
      const text = await read(name)
      // What is to be pasted carries this server's own address, but for the guide that says how to get one.
      const article = await render(name === 'hosting' ? text : text.replaceAll('https://earshot.example.com', url))
      return sendPage(reply, {
        lang: 'en',
        title: `${GUIDES[name]![0]} · Earshot`,
        style: pageStyle(DEFAULT_LOOK.theme.accent, STYLE),
        images: true,
        body: html`<main>
<nav class="quiet" aria-label="Guides"><a href="/">Start</a>${Object.entries(GUIDES).map(
          ([one, [title]]) =>
            html`<a href="/docs/${one}"${one === name && new Html(' aria-current="page"')}>${title}</a>`,
        )}</nav>
<article>${article}</article>
</main>`,
      })
    },
  }
}

/** `/docs/images/:file`: what a guide shows. */
export function docsPicture(): Endpoint {
  return {
    summary: 'A picture in a guide',
    answers: { 200: 'image/webp' },
    problems: ['not_found'],
    async handle(request, reply) {
      const { file } = request.params as { file: string }
      const picture = /^[\w-]+\.webp$/.test(file) ? await find(`images/${file}`) : undefined
      if (!picture) throw new Problem('not_found', 'No guide shows a picture of this name.')
      return reply.type('image/webp').header('cache-control', 'public, max-age=86400').send(picture)
    },
  }
}
