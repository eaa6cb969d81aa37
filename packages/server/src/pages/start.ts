import type { Feedback } from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import { listFeedback } from '../feedback/store.ts'
import { isLoopbackName } from '../guard/origin.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { DEFAULT_LOOK, findSite } from '../site/store.ts'
import { GUIDES } from './docs.ts'
import { type Html, html, sendPage } from './html.ts'
import { pageStyle } from './style.ts'

/** The site that the demo shop speaks to. */
const DEMO_KEY = 'pk_demo'

/** Newest feedback on the demo's start page. */
const LATEST = 8

const STYLE = `
main { max-width: 44rem } h1 { margin-bottom: 6px } main > section { margin-top: 30px } h2 { margin-bottom: 10px }
.brand { display: inline-flex; gap: 9px; align-items: center; font-weight: 650; margin-bottom: 26px }
.brand i { width: 24px; height: 24px; border-radius: 8px; background: var(--accent); position: relative }
.brand i::after { content: ""; position: absolute; inset: 6px; border: 2px solid var(--paper); border-left-color: transparent; border-radius: 50% }
.button { display: inline-block; margin-top: 18px; text-decoration: none }
pre + p { margin-top: 6px } pre { background: var(--wash); border: 1px solid var(--line); border-radius: 12px; padding: 13px 16px; overflow-x: auto; font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; user-select: all }
ul { list-style: none; padding: 0; display: grid; gap: 8px } li { display: grid; grid-template-columns: minmax(0, 14rem) 1fr; gap: 0 14px; align-items: baseline } li a { justify-self: start } @media (max-width: 34rem) { li { grid-template-columns: 1fr } }
article { border-top: 1px solid var(--line); padding: 12px 0 } article:first-of-type { border: 0 }
article p[dir] { white-space: pre-wrap; margin-top: 2px } article .quiet b { color: var(--mid); font-weight: 600 }
.score { letter-spacing: 2px; color: var(--accent) }`

/**
 * Shows what was said without taking away what is read: the list changes only when there is something new,
 * and only while it is looked at.
 */
const REFRESH = `setInterval(async () => {
  if (document.hidden || !getSelection().isCollapsed) return
  const answer = await fetch('/').catch(() => {})
  if (!answer || !answer.ok) return
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('latest')
  const now = document.getElementById('latest')
  if (next && now.innerHTML !== next.innerHTML) now.replaceWith(next)
}, 3000)`

/** `/`: that it runs and, in demo mode, where to go first. */
export function startPage(services: Services, demo: boolean): Endpoint {
  return {
    summary: 'Start page',
    answers: { 200: 'text/html' },
    async handle(request, reply) {
      const latest = demo && fromThisMachine(request, services.config.url) ? await latestFeedback(services) : undefined
      return sendPage(reply, {
        lang: 'en',
        title: 'Earshot',
        style: pageStyle(DEFAULT_LOOK.theme.accent, STYLE),
        ...(latest ? { script: REFRESH } : {}),
        body: html`<main>
          <p class="brand"><i></i>Earshot</p>
          ${
            demo
              ? demoIntroduction(services.config.url)
              : html`<h1>Earshot is running.</h1>
                  <p class="quiet">It listens for what customers say, and keeps it safe.</p>
                  <a class="button" href="/console">Open the console</a>`
          }
          ${latest && latestSection(latest)}
          <section>
            <h2>Guides</h2>
            <ul>
              ${Object.entries(GUIDES).map(([name, [title, what]]) => html`<li><a href="/docs/${name}">${title}</a> <span class="quiet">${what}</span></li>`)}
              <li><a href="/openapi.json">OpenAPI</a><span class="quiet">every route of this server</span></li>
            </ul>
          </section>
        </main>`,
      })
    },
  }
}

function demoIntroduction(url: string): Html {
  return html`<h1>Your shop is within earshot.</h1>
    <p class="quiet">Buy something in the demo shop and say what you think. It shows up below.</p>
    <a class="button" href="/demo/">Open the demo shop</a>
    <p><a href="/console">The console, where the shop reads and answers it</a></p>
    <section>
      <h2>The one line to paste into a page of your own</h2>
      <pre>&lt;script async src="${url}/w/${DEMO_KEY}.js"&gt;&lt;/script&gt;</pre>
      <p class="quiet">The demo site takes feedback from any page on this machine.</p>
    </section>`
}

function latestSection(items: readonly Feedback[]): Html {
  return html`<section>
    <h2>Said so far</h2>
    <div id="latest" aria-live="polite">
      ${items.length === 0 ? html`<p class="quiet">Nothing yet.</p>` : items.map(entry)}
    </div>
  </section>`
}

function entry(feedback: Feedback): Html {
  const words = Object.values(feedback.answers).filter((answer) => typeof answer === 'string')
  const chosen = Object.values(feedback.answers)
    .filter((answer) => Array.isArray(answer))
    .flat()
  const { satisfaction, complaint } = feedback
  return html`<article lang="${feedback.locale ?? ''}">
    <p class="quiet" lang="en">
      ${
        satisfaction !== null &&
        html`<span class="score" role="img" aria-label="${satisfaction} of 5"
          >${'●'.repeat(satisfaction)}${'○'.repeat(5 - satisfaction)}</span
        > `
      }<b>${feedback.moment}</b>${feedback.order && html` · order ${feedback.order.id}`}
      · <time datetime="${feedback.receivedAt}">${feedback.receivedAt.slice(0, 16).replace('T', ' ')} UTC</time>${
        complaint && html` · <a href="${complaint.url}">complaint ${complaint.number}</a>`
      }
    </p>
    ${[...words, ...(chosen.length > 0 ? [chosen.join(', ')] : [])].map((text) => html`<p dir="auto">${text}</p>`)}
  </article>`
}

async function latestFeedback({ database, config }: Services): Promise<Feedback[]> {
  const site = await findSite(database, DEMO_KEY)
  if (!site) return []
  return (await listFeedback(database, site.id, { limit: LATEST }, config.url)).items
}

const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/**
 * Whether the reader sits at this machine: by the socket's own address, and by the name that was asked for, as a page
 * elsewhere can make a name of its own mean 127.0.0.1; no proxy came between, and the server is meant for no one else.
 */
function fromThisMachine(request: FastifyRequest, publicUrl: string): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const host = `http://${request.headers.host ?? ''}`
  return (
    isLoopbackName(new URL(publicUrl).hostname) &&
    // Browsers speak 1.1; a proxy with no settings of its own speaks 1.0, and says nothing else of itself.
    request.raw.httpVersion !== '1.0' &&
    (address === '::1' || address.startsWith('127.')) &&
    /^[\w.:[\]-]+$/.test(request.headers.host ?? '') &&
    URL.canParse(host) &&
    isLoopbackName(new URL(host).hostname) &&
    !FORWARDED.some((name) => name in request.headers)
  )
}
