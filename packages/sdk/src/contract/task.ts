import * as z from 'zod/mini'
import { Task } from './complaint.ts'
import { Contact, Time } from './feedback.ts'
import { Stage } from './stage.ts'
import { words } from './text.ts'

/** A task in a list, with the complaint that it puts right. */
export const TaskSummary = z.extend(Task, {
  /** Number of the complaint; `complete` and `fail` are given to it. */
  complaint: z.string(),
  stage: Stage,
  /** Id of the member of staff who is responsible for the complaint. */
  assignee: z.nullable(z.string()),
  /** Whom it is done for. */
  contact: z.nullable(Contact),
})
export type TaskSummary = z.infer<typeof TaskSummary>

/** Filters of `GET /api/tasks`, as query parameters. */
export const TaskQuery = z.strictObject({
  /** `open` by default. `dropped`: the complaint went another way before it was done. */
  state: z.optional(Task.shape.state),
  /** Id of a department, or `none` for tasks that no department was named for. */
  department: z.optional(words(64, 1)),
  /** `true`: of the departments that you belong to or lead; and, where none was named, of complaints that are yours. */
  mine: z.optional(z.enum(['true', 'false'])),
  /** Only those due before this time. */
  before: z.optional(Time),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type TaskQuery = z.infer<typeof TaskQuery>

/** `GET /api/tasks`: open ones by what is due next, the others by what was due last. */
export const TaskPage = z.strictObject({
  items: z.array(TaskSummary),
  /** Cursor of the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type TaskPage = z.infer<typeof TaskPage>
