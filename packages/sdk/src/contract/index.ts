export { AttachmentId, Upload } from './attachment.ts'
export { BroughtFeedback } from './brought.ts'
export {
  Cause,
  CauseChange,
  CauseInput,
  CauseList,
  Improvement,
  ImprovementChange,
  ImprovementCheck,
  ImprovementInput,
  ImprovementPage,
  ImprovementQuery,
  ImprovementState,
} from './cause.ts'
export {
  Cluster,
  ClusterDetail,
  ClusterEventData,
  ClusterKind,
  ClusterPage,
  ClusterQuery,
  ClusterRules,
  ClusterRulesChange,
} from './cluster.ts'
export {
  Command,
  commandBody,
  COMMANDS,
  CUSTOMER_BODIES,
  Disputed,
  Proposal,
  SystemCommand,
  TaskPlan,
  type CustomerAct,
  type Payload,
} from './command.ts'
export {
  Clock,
  Complaint,
  ComplaintPage,
  ComplaintQuery,
  ComplaintSummary,
  CustomerComplaint,
  HistoryEntry,
  Message,
  Remedy,
  Task,
} from './complaint.ts'
export { holds, type Answers } from './condition.ts'
export {
  CourtesyEntry,
  CourtesyEntryInput,
  CourtesyEntryList,
  CourtesyFinding,
  CourtesyInput,
  CourtesyKind,
  CourtesyQuery,
  CourtesyResult,
} from './courtesy.ts'
export {
  Consent,
  Customer,
  CustomerChange,
  CustomerFollowup,
  CustomerInput,
  CustomerKey,
  CustomerNote,
  CustomerPage,
  CustomerQuery,
  CustomerSummary,
  FeedbackOwner,
  Likeness,
  MergeInput,
  NoteInput,
  QuietHours,
  SpecialDay,
  SplitInput,
  Way,
} from './customer.ts'
export { COMPLAINT_EVENTS, ComplaintEventData, Event, EVENT_TYPES, EventType, FeedbackEventData } from './event.ts'
export {
  Answer,
  Contact,
  Currency,
  Feedback,
  FeedbackId,
  FeedbackInput,
  FeedbackPage,
  FeedbackQuery,
  Flag,
  Order,
  OrderItem,
  Page,
  Product,
  Receipt,
  Signals,
  Time,
} from './feedback.ts'
export {
  Coverage,
  CoverageQuery,
  Followup,
  FollowupAgain,
  FollowupChannel,
  FollowupKind,
  FollowupPage,
  FollowupQuery,
  FollowupReassign,
  FollowupResult,
  FollowupRules,
  FollowupRulesChange,
  FollowupScript,
  FollowupScriptEntry,
  FollowupScriptList,
  FollowupSkip,
  FollowupState,
  FollowupSummary,
  Link,
  LINK_AUDIENCE,
  LinkClaims,
  LinkInput,
} from './followup.ts'
export { ANSWER_MAX, PHOTO_MAX, PHOTOS_MAX } from './limit.ts'
export { Job, JobList, Seal, SealQuery } from './job.ts'
export { bestLocale, textIn, type Texts } from './locale.ts'
export {
  MailKind,
  MailKindList,
  MailTemplate,
  MailTemplateInput,
  MailTest,
  MailTestResult,
  OutboxPage,
  OutboxQuery,
  OutgoingMail,
} from './mail.ts'
export { Classification, ClassificationQuery } from './measure.ts'
export { Condition, Heading, Moment, Option, Question, Slug, type QuestionKind } from './moment.ts'
export {
  OrderError,
  OrderInput,
  OrderLine,
  OrderOutcome,
  OrderPage,
  OrderQuery,
  OrderReceipt,
  ORDERS_MAX,
  OrderState,
  StoredOrder,
} from './order.ts'
export { Policy, PolicyChange, Promised, TimedKind } from './policy.ts'
export {
  EraseInput,
  Erasure,
  ErasureList,
  PersonCounts,
  PersonFound,
  PersonLine,
  PersonQuery,
  Retention,
  RetentionChange,
} from './privacy.ts'
export { PROBLEMS, Problem, type ProblemCode } from './problem.ts'
export { Launcher, SiteKey, SiteSettings, Theme } from './site.ts'
export {
  Absence,
  ApiKey,
  ApiKeyInput,
  ApiKeyList,
  Category,
  CategoryChange,
  CategoryInput,
  CategoryList,
  Department,
  DepartmentChange,
  DepartmentInput,
  DepartmentList,
  Email,
  LinkedMember,
  Member,
  MemberChange,
  MemberInput,
  MemberList,
  NewApiKey,
  Password,
  PasswordInput,
  ResetInput,
  Role,
  Session,
  SessionChange,
  SetUp,
  SignIn,
  Skill,
} from './staff.ts'
export {
  PLACEHOLDERS,
  type Placeholder,
  ProposedList,
  ProposedQuery,
  ProposedSolution,
  Solution,
  SolutionChange,
  SolutionInput,
  SolutionPage,
  SolutionQuery,
  SolutionRemedy,
} from './solution.ts'
export { SearchHit, SearchKind, SearchPage, SearchQuery, Snippet } from './search.ts'
export { Channel, ClockKind, ContactKind, Heard, Outcome, RemedyKind, Severity, Stage, TaskKind } from './stage.ts'
export { TaskPage, TaskQuery, TaskSummary } from './task.ts'
export { Locale, Text, words } from './text.ts'
export { uuidv7 } from './uuid.ts'
export {
  Delivery,
  DeliveryPage,
  DeliveryQuery,
  EventFilter,
  EventsQuery,
  NewWebhook,
  passes,
  Replayed,
  ReplayInput,
  Webhook,
  WebhookChange,
  WebhookInput,
  WebhookList,
  WebhookTest,
} from './webhook.ts'
