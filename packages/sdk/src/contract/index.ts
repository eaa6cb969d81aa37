export { holds, type Answers } from './condition.ts'
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
export { ANSWER_MAX } from './limit.ts'
export { bestLocale, textIn, type Texts } from './locale.ts'
export { Condition, Heading, Moment, Option, Question, Slug, type QuestionKind } from './moment.ts'
export { PROBLEMS, Problem, type ProblemCode } from './problem.ts'
export { Launcher, SiteKey, SiteSettings, Theme } from './site.ts'
export { Locale, Text, words } from './text.ts'
export { uuidv7 } from './uuid.ts'
