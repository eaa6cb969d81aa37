import type en from '../en/index.ts'
import { common } from './common.ts'
import { session } from './session.ts'

const words: typeof en = { common, session }
export default words
