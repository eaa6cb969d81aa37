import { uuidv7 } from '@earshot/sdk'
import type { Complaint, Payload } from '@earshot/sdk/contract'
import type { Earshot } from './earshot.ts'
import type { Things } from './screens.ts'

/** From the collections of OWASP, PortSwigger and minimaxir's "Big List of Naughty Strings"; `hit` tells that it ran. */
const STRINGS = [
  '<script>hit(1)</script>',
  '"><script>hit(2)</script>',
  "';hit(3);//\\';hit(3);//",
  '<img src=x onerror=hit(4)>',
  '<svg/onload=hit(5)>',
  '<svg><animate onbegin=hit(6) attributeName=x dur=1s>',
  '<details open ontoggle=hit(7)>',
  '<body onload=hit(8)>',
  '<iframe srcdoc="<script>parent.hit(9)</script>"></iframe>',
  '<a href="javascript:hit(10)">here</a>',
  'javascript:hit(11)',
  'data:text/html,<script>hit(12)</script>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=hit(13)>',
  '<input autofocus onfocus=hit(14)>',
  '<style>*{display:none}</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=javascript:hit(15)">',
  '</textarea></title></script><script>hit(16)</script>',
  '{{constructor.constructor("hit(17)")()}}',
  '${hit(18)}#{hit(18)}<%= hit(18) %>',
  '[x](javascript:hit(19))',
  '%3Cscript%3Ehit(20)%3C/script%3E',
  '\u202Egnp.exe\u202D \u2066\u2069\u200F',
  'null undefined NaN [object Object] __proto__ true \\0 %00',
  "=cmd|' /C calc'!A0",
  '+1+HYPERLINK("https://evil.example","x")',
  '@SUM(1+1)*cmd',
  '-2+3',
  'Z̡̖̜̖̰̣͉̜a͖̰͙̬͡l̲̫̳͍̩g̡̟̼̱͚̞̬ͅo͏̷̴̛̗̦̦͢',
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏿🇰🇷',
  'ﷺ﷽ 𒐫 표준ㄅㄉㄓ 田中さん',
  'W'.repeat(300),
]

let turn = 0

/** The next of them, in at most so many characters; each field of a shop gets another. */
function evil(max = 200): string {
  return STRINGS[turn++ % STRINGS.length]!.slice(0, max).toWellFormed()
}

const ALL = STRINGS.join('\n')

/** Each of them, in words as long as a field takes. */
const all = (max: number) => ALL.slice(0, max).toWellFormed()

const inAll = (max = 60) => ({ en: evil(max), ko: evil(max), 'zh-Hant': evil(max) })

/** What a customer says, with something in every field that they fill in. */
function said(comment: string) {
  const mail = ['<svg/onload=hit(21)>@shop.example', '"><img/src=x>@shop.example', "=1+1'@shop.example"][turn % 3]!
  return {
    id: uuidv7(),
    site: 'pk_demo',
    moment: 'purchase',
    answers: { satisfaction: 1, comment },
    contact: { name: evil(), email: mail, phone: `<b onclick=hit(22)>+49 30 1`, company: evil(), address: all(500) },
    order: {
      id: evil(100) || '=1',
      total: 4990,
      currency: 'EUR',
      items: [{ sku: evil(100), name: evil(300), quantity: 2, price: 2495 }],
    },
    product: { sku: evil(100), name: evil(), batch: evil(100), specification: evil(), condition: evil() },
    locale: 'en',
    page: { url: 'javascript:hit(23)', title: evil() },
  }
}

async function say(url: string, comment: string): Promise<{ id: string; number: string }> {
  const answer = await fetch(`${url}/v1/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(said(comment)),
  })
  if (!answer.ok) throw new Error(await answer.text())
  const receipt = (await answer.json()) as { id: string; complaint: { number: string } | null }
  return { id: receipt.id, number: receipt.complaint!.number }
}

/** What staff keep of their own, in words that would run if any screen took them for markup. */
async function furnish({ staff }: Earshot): Promise<Pick<Things, 'label' | 'category' | 'department' | 'webhook'>> {
  const department = (await staff.departments.add({ name: evil(100) })).id
  const category = 'hostile'
  await staff.categories.add({ id: category, label: inAll(), department })
  await staff.causes.add({ id: 'hostile', label: inAll() })
  const label = (await staff.labels.add({ name: evil(60), colour: 'red' })).id
  await staff.staff.invite({ name: evil(100), email: 'hostile@shop.example', role: 'agent', department })
  await staff.solutions.save({ title: evil(100), versions: { en: all(1500).replace(/[{}]/g, '') } })
  await staff.improvements.plan({ words: all(1000), cause: 'hostile', dueAt: new Date(Date.now() + 9e8).toISOString() })
  await staff.courtesy.set('en', 'hostile', {
    kind: 'blame',
    patterns: [evil(60), 'hit'],
    why: evil(100),
    better: evil(100),
  })
  const { id: webhook } = await staff.webhooks.add({ url: 'http://127.0.0.1:1/in', label: evil(60) })
  return { label, category, department, webhook }
}

/** Leads complaints to the stages at which staff and customers write something else each. */
async function lead({ staff, url }: Earshot, department: string): Promise<Partial<Things>> {
  const give = async <C extends keyof Steps>(complaint: Complaint, command: C, payload: Payload<C>) =>
    staff.complaints.give(complaint.number, command, payload, { version: complaint.version })
  type Steps = { resolve: 1; note: 1; message: 1; ask: 1; reply: 1; accept: 1; complete: 1; invalid: 1; assess: 1 }
  const open = async () => staff.complaints.get((await say(url, all(4000))).number)
  const talk = async () => {
    let one = await open()
    one = await give(one, 'note', { words: all(5000) })
    one = await give(one, 'message', { words: all(5000) })
    one = await give(one, 'ask', { words: evil() })
    return give(one, 'reply', { words: all(5000), heard: 'phone' })
  }
  const tasks = [{ kind: 'ship' as const, words: all(1500), department }]
  const remedy = { kind: 'replacement' as const, terms: all(1500), cost: 100, currency: 'EUR', tasks }
  const offered = await give(await talk(), 'resolve', { remedy, words: all(3000), cause: evil() })
  const accepted = await give(await give(await talk(), 'resolve', { remedy }), 'accept', {
    name: evil(),
    heard: 'phone',
  })
  const investigating = await give(await talk(), 'assess', { founded: true, cause: all(1500) })
  const closed = await give(await open(), 'invalid', { reason: 'mistake', words: all(1500) })
  return {
    received: (await talk()).number,
    investigating: investigating.number,
    offered: offered.number,
    fulfilling: accepted.number,
    task: accepted.tasks[0]!.id,
    closed: closed.number,
  }
}

/** Fills a shop with what nobody means well, and tells what of it to look at. */
export async function befoul(earshot: Earshot): Promise<Partial<Things>> {
  const { staff, url } = earshot
  const furniture = await furnish(earshot)
  const { label, category, department } = furniture
  await say(url, '無'.repeat(2500) + 'M'.repeat(2500))
  const { id: feedback } = await say(url, all(5000))
  const received = await lead(earshot, department)
  await staff.complaints.give(received.received!, 'classify', {
    category,
    rootCause: 'hostile',
    responsible: department,
  })
  await staff.labels.apply({ feedback: [feedback], complaints: [received.received!], add: [label] })
  await staff.orders.upsert({
    id: '<i onmouseover=hit(24)>',
    total: 100,
    currency: 'EUR',
    items: [{ sku: '"><svg onload=hit(25)>', name: all(300), batch: evil(100), category: evil(100) }],
    customer: { id: '=<b>', name: all(200), email: 'foul@shop.example' },
  })
  const { items } = await staff.customers.list({ text: 'foul@shop.example' })
  const customer = items[0]!.id
  await staff.customers.note(customer, all(2000))
  await staff.customers.own(feedback, customer)
  return { ...furniture, ...received, feedback, customer }
}
