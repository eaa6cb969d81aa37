export { createClient, type Client, type ClientOptions, type FeedbackToSend } from './client/client.ts'
export type { ComplaintFilter, Complaints } from './client/complaints.ts'
export { createCustomerClient, type CustomerClient, type CustomerClientOptions } from './client/customer.ts'
export type { CustomerFilter, Trade } from './client/orders.ts'
export type { Events, EventsOptions, LiveEvent } from './client/events.ts'
export { EarshotError, type ErrorCode, type FieldError } from './client/error.ts'
export type { FeedbackClient, FeedbackFilter, FeedbackListQuery } from './client/feedback.ts'
export { createInboxClient, type InboxClient, type StaffClientOptions } from './client/inbox.ts'
export { createStaffClient, type StaffClient } from './client/staff.ts'
export type { Operations } from './client/operations.ts'
export type { Moments } from './client/moments.ts'
export type { TaskFilter, Tasks } from './client/tasks.ts'
export type { Connection } from './client/transport.ts'
export type { Webhooks } from './client/webhooks.ts'
export {
  uuidv7,
  type BroughtFeedback,
  type Complaint,
  type ComplaintSummary,
  type CustomerComplaint,
  type Contact,
  type Customer,
  type CustomerInput,
  type CustomerSummary,
  type Delivery,
  type Event,
  type EventType,
  type Feedback,
  type FeedbackPage,
  type Order,
  type OrderInput,
  type OrderItem,
  type OrderReceipt,
  type Problem,
  type ProblemCode,
  type Product,
  type Receipt,
  type SiteSettings,
  type StoredOrder,
  type TaskSummary,
  type Upload,
  type Webhook,
  type WebhookInput,
} from './contract/index.ts'
