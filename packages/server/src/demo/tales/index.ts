import type { Tale } from '../tale.ts'
import { CHINESE } from './zh.ts'
import { ENGLISH } from './en.ts'
import { KOREAN } from './ko.ts'

/** The complaints of six weeks. */
export const TALES: readonly Tale[] = [...ENGLISH, ...CHINESE, ...KOREAN]
