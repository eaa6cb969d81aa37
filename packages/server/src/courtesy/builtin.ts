import type { Phrasebook } from './entry.ts'
import { en } from './phrases/en.ts'
import { ko } from './phrases/ko.ts'
import { zhHant } from './phrases/zh-Hant.ts'

/** Earshot's own phrases, by language. */
export const PHRASEBOOKS: Readonly<Record<string, Phrasebook>> = { en, ko, 'zh-Hant': zhHant }
