import * as z from 'zod/mini'
import { FeedbackId, Time } from './feedback.ts'
import { Severity, Stage } from './stage.ts'

/** What several complaints can be about: a product (by SKU, else by name), a batch of it, a category. */
export const ClusterKind = z.enum(['product', 'batch', 'category'])
export type ClusterKind = z.infer<typeof ClusterKind>

/** Several complaints about one thing in a short time. */
export const Cluster = z.strictObject({
  id: z.string(),
  kind: ClusterKind,
  /** SKU, name, batch or id of the category, as it was written. */
  label: z.string(),
  /** How many complaints there are by now. */
  complaints: z.int(),
  /** When the first and the last of them were registered. */
  from: Time,
  last: Time,
  /** When the managers were told. */
  foundAt: Time,
  /** When it ends, unless another comes before. */
  quietAt: Time,
  /** Null while it goes on. */
  endedAt: z.nullable(Time),
})
export type Cluster = z.infer<typeof Cluster>

/** A cluster with its complaints. */
export const ClusterDetail = z.extend(Cluster, {
  /** Newest first, 500 at most. */
  list: z.array(
    z.strictObject({
      number: z.string(),
      id: FeedbackId,
      openedAt: Time,
      stage: Stage,
      severity: Severity,
      safety: z.boolean(),
      assignee: z.nullable(z.string()),
    }),
  ),
})
export type ClusterDetail = z.infer<typeof ClusterDetail>

/** Filters of `GET /api/clusters`, as query parameters. */
export const ClusterQuery = z.strictObject({
  /** `open`: only those that go on; `ended`: only the others. */
  state: z.optional(z.enum(['open', 'ended'])),
  kind: z.optional(ClusterKind),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, { error: 'must be `next` of a page' }))),
})
export type ClusterQuery = z.infer<typeof ClusterQuery>

/** A page of clusters, newest first. */
export const ClusterPage = z.strictObject({ items: z.array(Cluster), next: z.nullable(z.string()) })
export type ClusterPage = z.infer<typeof ClusterPage>

/** What counts as a cluster. */
export const ClusterRules = z.strictObject({
  on: z.boolean(),
  /** This many complaints about one thing… */
  complaints: z.int().check(z.minimum(2), z.maximum(1000)),
  /** …within this many days. It ends when as many days pass without another. */
  days: z.int().check(z.minimum(1), z.maximum(90)),
})
export type ClusterRules = z.infer<typeof ClusterRules>

/** `PATCH /api/clusters/rules`: what is named changes. */
export const ClusterRulesChange = z.partial(ClusterRules)
export type ClusterRulesChange = z.infer<typeof ClusterRulesChange>

/** What `cluster.…` events tell. Labels are left out: a customer may have written them. */
export const ClusterEventData = z.strictObject({
  id: z.string(),
  kind: ClusterKind,
  complaints: z.int(),
  /** Numbers of the newest of them, 20 at most. */
  numbers: z.array(z.string()),
})
export type ClusterEventData = z.infer<typeof ClusterEventData>
