import type { CauseInput, ImprovementInput, LabelInput, SolutionInput } from '@earshot/sdk/contract'

/* What the demo's people have learned, as plain data; learned.ts keeps it. */

export const CAUSES: readonly CauseInput[] = [
  { id: 'thin-inlay', label: { en: 'Inlay of the box too thin', 'zh-Hant': '紙盒內襯太薄', ko: '얇은 포장 완충재' } },
  { id: 'picked-by-eye', label: { en: 'Picked by eye', 'zh-Hant': '憑目視揀貨', ko: '눈대중으로 고른 상품' } },
  {
    id: 'friday-van',
    label: { en: 'Friday van loads too early', 'zh-Hant': '週五貨車太早裝貨', ko: '금요일 이른 상차' },
  },
  { id: 'oven-heat', label: { en: 'Oven runs too hot', 'zh-Hant': '烤箱溫度過高', ko: '오븐 과열' } },
  { id: 'worn-tool', label: { en: 'Worn tool', 'zh-Hant': '工具磨損', ko: '낡은 도구' } },
  { id: 'wick', label: { en: 'Wick too thick', 'zh-Hant': '燭芯過粗', ko: '굵은 심지' } },
]

/** Root causes, by tale. */
export const ROOTS: Readonly<Record<string, string>> = {
  'wire-in-rye': 'worn-tool',
  'stale-friday': 'friday-van',
  'zh-late': 'friday-van',
  'wrong-bowl': 'picked-by-eye',
  'ko-again': 'picked-by-eye',
  'zh-bowl': 'thin-inlay',
  'zh-chipped': 'thin-inlay',
  'lost-vase': 'picked-by-eye',
  'loaf-in-hand': 'oven-heat',
  'zh-sourdough': 'oven-heat',
  'hot-wax': 'wick',
  'silent-candle': 'wick',
}

/** Words of proven remedies, by the kind of the remedy: whoever offers one uses them. */
export const REMEDIES: Readonly<Record<string, SolutionInput>> = {
  replacement: {
    title: 'A new one by express, keep the broken one',
    category: 'damaged',
    versions: {
      en: 'Dear {name}, a new {product} leaves us today by express, with nothing for you to pay. Please keep the other one.',
      ko: '{name} 님, 새 {product}을(를) 오늘 특급으로 보내 드립니다. 비용은 없으며, 받으신 상품은 그대로 두셔도 됩니다.',
      'zh-Hant': '{name} 您好,新的 {product} 今天就以快遞寄出,費用由我們負擔。原來的請您留著。',
    },
    remedy: { kind: 'replacement', cost: 1490, currency: 'EUR', tasks: [{ kind: 'ship', words: 'By express' }] },
  },
  refund: {
    title: 'Money back the same day',
    versions: {
      en: 'Dear {name}, the full amount of order {order} goes back to you today. Your bank may take two days to show it.',
      ko: '{name} 님, 주문 {order}의 금액을 오늘 전액 환불해 드립니다. 은행에 따라 이틀이 걸릴 수 있습니다.',
      'zh-Hant': '{name} 您好,訂單 {order} 的款項今天全額退回,銀行入帳約需兩天。',
    },
    remedy: { kind: 'refund', cost: 2400, currency: 'EUR', tasks: [{ kind: 'refund', words: 'The full amount' }] },
  },
  gift: {
    title: 'A small thing beside an apology',
    category: 'service',
    versions: {
      en: 'Dear {name}, we are sorry. With your next order comes something from our bakery, chosen by whoever packs it.',
      ko: '{name} 님, 죄송합니다. 다음 주문에 저희 빵집의 작은 선물을 함께 넣어 드리겠습니다.',
    },
    remedy: { kind: 'gift', cost: 780, currency: 'EUR' },
  },
}

/** Words that were saved from what somebody wrote in a tale. */
export const SAVED: readonly { tale: string; title: string }[] = [
  { tale: 'called-thrice', title: 'Nobody answered the phone' },
  { tale: 'zh-thanks', title: '退貨郵資由誰負擔' },
]

export const IMPROVEMENTS: readonly {
  input: Omit<ImprovementInput, 'dueAt' | 'owner'>
  /** Days before the end of the story; a negative one is after it. */
  planned: number
  due: number
  done?: number
  checked?: string
}[] = [
  {
    input: {
      words: 'Thermometer of oven 1 changed; whoever bakes notes the heat each morning.',
      cause: 'oven-heat',
      days: 14,
    },
    planned: 17,
    due: 14,
    done: 15,
    checked: 'No loaf came back since.',
  },
  {
    input: {
      words: 'Scan each parcel at packing; nothing leaves that the order does not name.',
      cause: 'picked-by-eye',
      days: 14,
    },
    planned: 12,
    due: 2,
    done: 2.5,
  },
  {
    input: { words: 'Boxes with a double inlay for everything ceramic.', cause: 'thin-inlay', days: 30 },
    planned: 1,
    due: -9,
  },
]

export const LABELS: readonly (LabelInput & { tales: readonly string[] })[] = [
  { name: 'Gift', colour: 'purple', tales: ['cracked-mug', 'ko-gift'] },
  { name: 'Regular customer', colour: 'green', tales: ['stale-friday', 'zh-bowl', 'wrong-bowl'] },
  { name: 'For the Monday round', colour: 'yellow', tales: ['stale-friday', 'wire-in-rye'] },
]

/** Notes on cards, by the name of the customer. */
export const NOTES: Readonly<Record<string, string>> = {
  'Ada Brandt': 'Buys gifts for her choir. Wants no substitutes.',
  'Elsie Moore': 'Bread for the reading circle, each Friday by four.',
  김서연: '선물 포장을 자주 부탁하십니다. 카드는 손글씨로.',
}
