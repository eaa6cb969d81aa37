import { bestLocale, type ClockKind } from '@earshot/sdk/contract'
import type { MailTemplateTable } from '../../database/schema.ts'
import type { Site } from '../../site/store.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { layout, type Block } from './layout.ts'
import { type Event, isUnasked, type Kind, placeholdersOf, type Topic, TOPICS } from './topic.ts'
import type { Template, Wording } from './wording.ts'
import { zhHant } from './zh-Hant.ts'

/** The languages that mails come in, unless a shop writes its own. */
export const WORDINGS: Readonly<Record<string, Wording>> = { en, 'zh-Hant': zhHant, ko }

/** What a subject keeps at most; longer ones are cut by every reader. */
const SUBJECT_MAX = 200

/** `[See it]({link})`, alone on its line. */
const BUTTON = /^\[([^\]]+)\]\((\{\w+\}|https?:\/\/\S+)\)$/

/** A mail as it is read. */
export interface Rendered {
  language: string
  subject: string
  text: string
  html: string
  /** Address by which the reader gets no more of them. */
  unsubscribe?: string | undefined
}

/** A site, as far as its mails show it. */
export type MailSite = Pick<Site, 'name' | 'timeZone'> & { look: Pick<Site['look'], 'locale' | 'theme'> }

/** The template for a reader of `language`: the shop's own, else the built-in one. */
export function templateFor(
  topic: Topic,
  language: string | null,
  site: MailSite,
  own: readonly MailTemplateTable[],
): { language: string; template: Template } {
  const mine = new Map(own.filter((row) => row.topic === topic).map((row) => [row.language, row]))
  const languages = [...new Set([...mine.keys(), ...Object.keys(WORDINGS)])]
  const fallback = bestLocale(languages, site.look.locale, 'en')
  const chosen = bestLocale(languages, language ?? site.look.locale, fallback)!
  return { language: chosen, template: mine.get(chosen) ?? WORDINGS[chosen]!.templates[topic] }
}

/** Fills in a template. Values are text wherever they stand: never markup, a header or another placeholder. */
export function render(
  topic: Topic,
  chosen: { language: string; template: Template },
  values: Readonly<Record<string, string | number>>,
  site: MailSite,
): Rendered {
  const { language, template } = chosen
  const wording = WORDINGS[bestLocale(Object.keys(WORDINGS), language, 'en')!]!
  const kinds = placeholdersOf(topic)
  const say = (name: string): string => {
    const value = name === 'shop' ? site.name : values[name]
    return value === undefined ? '' : spoken(kinds[name]!, value, language, site.timeZone, wording)
  }
  const blocks = blocksOf(template.body, say)
  const unasked = isUnasked(topic)
  const foot = fill(wording.foot[unasked ? 'unasked' : TOPICS[topic].to], say) ?? ''
  const href = unasked ? say('unsubscribe') : ''
  const end = href === '' ? undefined : { label: wording.unsubscribe, href }
  const subject = oneLine(fill(template.subject, say, true) ?? '').slice(0, SUBJECT_MAX)
  return {
    language,
    subject,
    text: `${blocks.map(textOf).join('\n\n')}\n\n-- \n${foot}\n${end ? `${end.label}: ${end.href}\n` : ''}`,
    ...(end ? { unsubscribe: end.href } : {}),
    html: layout({ language, subject, shop: oneLine(site.name), accent: site.look.theme.accent, blocks, foot, end }),
  }
}

function spoken(kind: Kind, value: string | number, language: string, timeZone: string, wording: Wording): string {
  if (kind === 'time' && !Number.isFinite(Number(value))) return ''
  if (kind === 'time')
    return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(Number(value))
  if (kind === 'event') return wording.events[value as Event] ?? String(value)
  if (kind === 'clock') return wording.clocks[value as ClockKind] ?? String(value)
  if (kind === 'words' || kind === 'said')
    return String(value)
      .replace(/\r\n?/g, '\n')
      .replace(/(?!\n)\p{Cc}/gu, ' ')
      .trim()
  return oneLine(String(value))
}

/**
 * A value that stands in one line or a header: without line ends, other control characters and marks that turn the
 * reading direction, and without `=?`, by which a header could smuggle in an encoded word of its own.
 */
export function oneLine(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim()
}

/** A line with its values, undefined where it needs one that there is not; all of it in one pass. */
function fill(line: string, say: (name: string) => string, always = false): string | undefined {
  let whole = true
  const filled = line.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = say(name)
    if (value === '') whole = false
    return value
  })
  return whole || always ? filled : undefined
}

function blocksOf(body: string, say: (name: string) => string): Block[] {
  const blocks: Block[] = []
  for (const paragraph of body.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    let lines: string[] = []
    const flush = () => {
      if (lines.length > 0) blocks.push({ is: 'text', lines })
      lines = []
    }
    for (const line of paragraph.split('\n')) {
      const button = BUTTON.exec(line.trim())
      const quote = /^>\s?(.*)$/.exec(line)
      const filled = fill(button ? button[1]! : quote ? quote[1]! : line, say)
      const href = button ? fill(button[2]!, say) : ''
      if (filled === undefined || href === undefined || filled.trim() === '') continue
      if (!button && !quote) lines.push(...filled.split('\n'))
      else {
        flush()
        blocks.push(button ? { is: 'button', label: filled, href } : { is: 'quote', lines: filled.split('\n') })
      }
    }
    flush()
  }
  return blocks
}

function textOf(block: Block): string {
  if (block.is === 'button') return `${block.label}:\n${block.href}`
  return block.lines.map((line) => (block.is === 'quote' ? `> ${line}`.trimEnd() : line)).join('\n')
}
