import photoEn from '../photo/text/en.ts'
import photoKo from '../photo/text/ko.ts'
import photoZhHant from '../photo/text/zh-Hant.ts'
import en from './en.ts'
import ko from './ko.ts'
import lateEn from './late/en.ts'
import lateKo from './late/ko.ts'
import lateZhHant from './late/zh-Hant.ts'
import zhHant from './zh-Hant.ts'

/**
 * All of the widget's own words, for the server's settings and never for a page: by when they are said, then by
 * language, then by key.
 */
export const WORDS: Readonly<
  Record<'form' | 'after' | 'photo', Readonly<Record<string, Readonly<Record<string, string>>>>>
> = {
  form: { en, ko, 'zh-Hant': zhHant },
  after: { en: lateEn, ko: lateKo, 'zh-Hant': lateZhHant },
  photo: { en: photoEn, ko: photoKo, 'zh-Hant': photoZhHant },
}
