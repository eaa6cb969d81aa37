import { common } from './common.ts'
import { session } from './session.ts'

export default { common, session }
