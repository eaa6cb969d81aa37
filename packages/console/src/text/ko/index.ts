import type en from '../en/index.ts'
import { common } from './common.ts'
import { session } from './session.ts'
import { customer } from './customer.ts'
import { followup } from './followup.ts'
import { list } from './list.ts'
import { settings } from './settings.ts'
import { task } from './task.ts'

// One line each, as many hands add to it.
// oxfmt-ignore
const words: typeof en = {
  common,
  session,
  customer,
  followup,
  list,
  settings,
  task,
}
export default words
