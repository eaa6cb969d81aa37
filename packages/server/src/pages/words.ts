import { bestLocale } from '@earshot/sdk/contract'

/** What the customer's pages say. */
export interface Words {
  registered: string
  headline: string
  youSaid: string
  photo: string
  steps: { looked: string; agree: string }
  keep: string
  unknownTitle: string
  unknown: string
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    registered: 'Registered',
    headline: 'Thank you for telling us. Your complaint is registered.',
    youSaid: 'What you told us',
    photo: 'Photo',
    steps: { looked: 'We look into it and answer you', agree: 'You say whether it is put right' },
    keep: 'This page is yours alone: keep its address to see where your complaint stands. No account needed.',
    unknownTitle: 'This link leads nowhere',
    unknown: 'Perhaps a part of it was lost on the way. Open it again from where you got it, whole.',
  },
  'zh-Hant': {
    registered: '已登記',
    headline: '謝謝您告訴我們,您的意見已登記。',
    youSaid: '您告訴我們的',
    photo: '照片',
    steps: { looked: '我們查明原因並回覆您', agree: '由您確認是否已妥善解決' },
    keep: '這個頁面只屬於您:請保留網址,隨時查看處理進度,不需要帳號。',
    unknownTitle: '這個連結沒有內容',
    unknown: '網址可能不完整,請從原處重新開啟完整的連結。',
  },
  ko: {
    registered: '접수됨',
    headline: '말씀해 주셔서 감사합니다. 불만이 접수되었습니다.',
    youSaid: '남겨 주신 말씀',
    photo: '사진',
    steps: { looked: '확인한 뒤 답변을 드립니다', agree: '잘 해결되었는지 고객님이 확인합니다' },
    keep: '이 페이지는 고객님만 볼 수 있습니다. 주소를 보관하시면 진행 상황을 확인하실 수 있습니다. 계정은 필요 없습니다.',
    unknownTitle: '열 수 없는 링크입니다',
    unknown: '주소의 일부가 빠졌을 수 있습니다. 받으신 링크 전체를 다시 열어 주세요.',
  },
}

/** The words for a reader of `locale`, and the language they are in. */
export function wordsFor(locale: string): { lang: string; words: Words } {
  const lang = bestLocale(Object.keys(WORDS), locale, 'en') ?? 'en'
  return { lang, words: WORDS[lang]! }
}

/** The reader's first language by the header; the weights are in order in every browser. */
export function firstLanguage(header: string | undefined): string {
  return /^[A-Za-z-]+/.exec(header?.trim() ?? '')?.[0] ?? 'en'
}
