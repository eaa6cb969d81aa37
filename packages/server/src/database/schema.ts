import { type SiteTables, SITE_KEYS } from './tables/site.ts'
import { type MomentTables, MOMENT_KEYS } from './tables/moment.ts'
import { type FeedbackTables, FEEDBACK_KEYS } from './tables/feedback.ts'
import { type ComplaintTables, COMPLAINT_KEYS } from './tables/complaint.ts'
import { type PromiseTables, PROMISE_KEYS } from './tables/promise.ts'
import { type ContactTables, CONTACT_KEYS } from './tables/contact.ts'
import { type StaffTables, STAFF_KEYS } from './tables/staff.ts'
import { type NotifyTables, NOTIFY_KEYS } from './tables/notify.ts'
import { type OrderTables, ORDER_KEYS } from './tables/order.ts'
import { type CustomerTables, CUSTOMER_KEYS } from './tables/customer.ts'
import { type FollowupTables, FOLLOWUP_KEYS } from './tables/followup.ts'
import { type EventTables, EVENT_KEYS } from './tables/event.ts'
import { type CauseTables, CAUSE_KEYS } from './tables/cause.ts'
import { type PrivacyTables, PRIVACY_KEYS } from './tables/privacy.ts'
import { type SearchTables, SEARCH_KEYS } from './tables/search.ts'
import { type DeskTables, DESK_KEYS } from './tables/desk.ts'
import { type ProductTables, PRODUCT_KEYS } from './tables/product.ts'
import { type SolutionTables, SOLUTION_KEYS } from './tables/solution.ts'

/*
 * Every primary key starts with `site_id`: tenants cannot mix, and the tables can be spread over machines by site.
 * Times are Unix milliseconds, truths are 0 or 1, and JSON is text, so that both engines keep the same values.
 * The tables themselves are in `tables/`, one file for each noun.
 */

export type { SiteTable, SiteSeenTable, ApiKeyTable, DemoTable } from './tables/site.ts'
export type { FeedbackTable, AttachmentDataTable } from './tables/feedback.ts'
export type {
  ComplaintTable,
  ComplaintHistoryTable,
  ComplaintMessageTable,
  RemedyTable,
  TaskTable,
} from './tables/complaint.ts'
export type { ShopOrderTable, OrderItemTable } from './tables/order.ts'
export type { CustomerTable, CustomerKeyTable, CustomerClaimTable } from './tables/customer.ts'
export type { ContactVerifiedTable } from './tables/contact.ts'
export type { ClockTable } from './tables/promise.ts'
export type { StaffTable, StaffTokenTable, DepartmentTable, CategoryTable } from './tables/staff.ts'
export type { OutboxTable, MailTemplateTable, JobRunTable } from './tables/notify.ts'
export type { FollowupTable, FollowupRulesTable, FollowupScriptTable } from './tables/followup.ts'
export type { ErasureTable, TombstoneTable } from './tables/privacy.ts'
export type { DeliveryTable, EventCounterTable, EventTable, WebhookTable } from './tables/event.ts'
export type {
  CauseTable,
  ClusterRulesTable,
  ClusterTable,
  ComplaintSubjectTable,
  CourtesyEntryTable,
  ImprovementTable,
} from './tables/cause.ts'

export interface Tables
  extends
    SiteTables,
    MomentTables,
    FeedbackTables,
    ComplaintTables,
    PromiseTables,
    ContactTables,
    StaffTables,
    NotifyTables,
    SearchTables,
    PrivacyTables,
    SolutionTables,
    EventTables,
    OrderTables,
    CustomerTables,
    FollowupTables,
    DeskTables,
    ProductTables,
    CauseTables {}

export type TableName = keyof Tables

export const PRIMARY_KEYS = {
  ...SITE_KEYS,
  ...MOMENT_KEYS,
  ...FEEDBACK_KEYS,
  ...COMPLAINT_KEYS,
  ...PROMISE_KEYS,
  ...CONTACT_KEYS,
  ...STAFF_KEYS,
  ...NOTIFY_KEYS,
  ...ORDER_KEYS,
  ...CUSTOMER_KEYS,
  ...EVENT_KEYS,
  ...SEARCH_KEYS,
  ...PRIVACY_KEYS,
  ...SOLUTION_KEYS,
  ...FOLLOWUP_KEYS,
  ...CAUSE_KEYS,
  ...DESK_KEYS,
  ...PRODUCT_KEYS,
} as const satisfies { [T in TableName]: readonly (keyof Tables[T])[] }

/** The column of a table that holds bytes, which JSON cannot. */
export const BYTES: { readonly [T in TableName]?: keyof Tables[T] & string } = { attachment_data: 'data' }
