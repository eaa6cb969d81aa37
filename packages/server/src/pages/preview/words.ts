import { bestLocale } from '@earshot/sdk/contract'

/** What the pages of a preview say besides what they show. */
interface Words {
  preview: string
  nothing: string
  open: string
  over: string
  overMore: string
  /** Things of an order, where one is asked about. */
  items: readonly string[]
}

const LANGUAGES: Readonly<Record<string, Words>> = {
  en: {
    preview: 'Preview',
    nothing: 'Preview: nothing is sent',
    open: 'Open again',
    over: 'This preview is over',
    overMore: 'A preview lasts an hour after the last change. Open the editor again to see one.',
    items: ['Tulip cup', 'Rye loaf'],
  },
  'zh-Hant': {
    preview: '預覽',
    nothing: '預覽:不會送出任何內容',
    open: '再次開啟',
    over: '預覽已結束',
    overMore: '預覽在最後一次修改後保留一小時。請重新開啟編輯器。',
    items: ['鬱金香杯', '黑麥麵包'],
  },
  ko: {
    preview: '미리보기',
    nothing: '미리보기: 아무것도 전송되지 않습니다',
    open: '다시 열기',
    over: '미리보기가 끝났습니다',
    overMore: '미리보기는 마지막 변경 후 한 시간 동안 볼 수 있습니다. 편집기를 다시 열어 주세요.',
    items: ['튤립 컵', '호밀빵'],
  },
}

/** The words for a reader of `locale`, and the language they are in. */
export function wordsFor(locale: string): { lang: string; words: Words } {
  const lang = bestLocale(Object.keys(LANGUAGES), locale, 'en') ?? 'en'
  return { lang, words: LANGUAGES[lang]! }
}
