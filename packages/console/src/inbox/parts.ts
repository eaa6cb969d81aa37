/** What the inbox needs only once something is opened: loaded after the list. */
export { Complain } from './Complain.tsx'
export { Feedback, FeedbackAside } from './Feedback.tsx'
export { Narrow } from './Narrow.tsx'
