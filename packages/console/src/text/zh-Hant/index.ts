import type en from '../en/index.ts'
import { capture } from './capture.ts'
import { common } from './common.ts'
import { session } from './session.ts'
import { complaintCase } from './case.ts'
import { customer } from './customer.ts'
import { dashboard } from './dashboard.ts'
import { followup } from './followup.ts'
import { inbox } from './inbox.ts'
import { list } from './list.ts'
import { queue } from './queue.ts'
import { settings } from './settings.ts'
import { start } from './start.ts'

// One line each, as many hands add to it.
// oxfmt-ignore
const words: typeof en = {
  common,
  session,
  case: complaintCase,
  capture,
  customer,
  dashboard,
  followup,
  inbox,
  list,
  queue,
  settings,
  start,
}
export default words
