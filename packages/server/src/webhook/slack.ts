import type { ComplaintEventData, Event, FeedbackEventData } from '@earshot/sdk/contract'
import { staffUrl } from '../complaint/store.ts'
import type { Site } from '../site/store.ts'
import { type Phrases, phrasesFor } from './phrases.ts'

/** Words of one customer, and customers whose words are quoted, in one message. */
const QUOTE_MAX = 300
const QUOTES_MAX = 5

/** A sentence for the incoming hook of a chat. Everything that is not our own is said by `plain`. */
export function slackText(
  event: Event,
  { site, words, publicUrl }: { site: Site; words: readonly string[]; publicUrl: string },
): string {
  const phrases = phrasesFor(site.look.locale)
  const lines = [sentence(event, phrases, publicUrl), ...words.slice(0, QUOTES_MAX).map((one) => `“${plain(one)}”`)]
  return [`${plain(site.name)}: ${lines[0]!}`, ...lines.slice(1)].join('\n')
}

function sentence(event: Event, phrases: Phrases, publicUrl: string): string {
  const [noun, act] = event.type.split('.') as [string, string]
  const phrase = phrases.types[event.type] ?? `${noun} ${act}`
  if (noun === 'feedback') return feedbackSentence(event.data as FeedbackEventData, phrase, phrases)
  if (noun !== 'complaint') return phrase
  const { number, by, stage, severity, clock } = event.data as ComplaintEventData
  const parts = [
    phrase,
    `${phrases.stage}: ${phrases.stages[stage]}`,
    ...(severity === 'normal' ? [] : [`${phrases.severity}: ${plain(severity)}`]),
    ...(clock === undefined ? [] : [`${phrases.clock}: ${plain(clock)}`]),
    ...(by.name === undefined ? [] : [plain(by.name)]),
  ]
  // The number is ours, and so is the address.
  return `<${staffUrl(publicUrl, number)}|${number}> ${parts.join(' · ')}`
}

function feedbackSentence({ feedback }: FeedbackEventData, phrase: string, phrases: Phrases): string {
  const marks = feedback.flatMap(({ satisfaction }) => satisfaction ?? [])
  const mean = marks.length === 0 ? [] : [`${phrases.satisfaction}: ${round(marks)} / 5`]
  return [`${phrase}: ${feedback.length}`, ...mean, plain([...new Set(feedback.map((one) => one.moment))].join(', '))]
    .filter(Boolean)
    .join(' · ')
}

const round = (marks: readonly number[]) =>
  String(Math.round((10 * marks.reduce((sum, mark) => sum + mark, 0)) / marks.length) / 10)

/** What a chat would take for a mention, a link or a format, and what stands there instead: it reads the same. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '@': '＠',
  '*': '＊',
  _: '＿',
  '~': '～',
  '`': '｀',
  '[': '［',
  ']': '］',
  '(': '（',
  ')': '）',
  '#': '＃',
  '|': '｜',
  '\\': '＼',
  '!': '！',
  $: '＄',
}

/** Others' words on one line, in which no chat finds a mention, a link, an emoji or a format. */
export function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  const cut = line.length > QUOTE_MAX ? `${line.slice(0, QUOTE_MAX - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
  return (
    cut
      .replace(/[@*_~`[\]()#|\\!$]/g, (sign) => LOOKALIKES[sign]!)
      // Slack's own escapes; `<` begins whatever is more than text.
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // A word joiner, which is not seen, keeps addresses and :emoji: from being known.
      .replace(/[.:/](?=\S)/g, '$&\u2060')
      // At the beginning of a line these make lists and headings.
      .replace(/^([-+=]|\d+[.)])/, '\u2060$1')
  )
}
