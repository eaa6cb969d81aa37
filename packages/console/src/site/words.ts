import type { shop } from '../text/en/shop.ts'
import type { welcome } from '../text/en/welcome.ts'
import { partWords } from '../words/part.ts'

interface ShopWords {
  shop: typeof shop
  welcome: typeof welcome
}

/** Texts of what a shop is set to, and of its first day. */
// oxfmt-ignore
export const [s, worded] = partWords<ShopWords>({
  en: async () => ({ ...(await import('../text/en/shop.ts')), ...(await import('../text/en/welcome.ts')) }),
  ko: async () => ({ ...(await import('../text/ko/shop.ts')), ...(await import('../text/ko/welcome.ts')) }),
  'zh-Hant': async () => ({ ...(await import('../text/zh-Hant/shop.ts')), ...(await import('../text/zh-Hant/welcome.ts')) }),
})
