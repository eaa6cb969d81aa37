export { createClient, type Client, type ClientOptions, type FeedbackToSend } from './client/client.ts'
export { EarshotError, type ErrorCode, type FieldError } from './client/error.ts'
export {
  createStaffClient,
  type FeedbackFilter,
  type FeedbackListQuery,
  type StaffClient,
  type StaffClientOptions,
} from './client/staff.ts'
export type { Connection } from './client/transport.ts'
export {
  uuidv7,
  type Contact,
  type Feedback,
  type FeedbackPage,
  type Order,
  type OrderItem,
  type Problem,
  type ProblemCode,
  type Product,
  type Receipt,
  type SiteSettings,
  type Upload,
} from './contract/index.ts'
