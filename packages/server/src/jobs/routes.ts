import { JobList } from '@earshot/sdk/contract'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { listJobs } from './view.ts'

/** What the server does by itself. */
export function jobs({ database }: Services): Endpoint {
  return {
    summary: 'What the server does by itself: when it last did and will next, and whether that went wrong',
    answers: { 200: JobList },
    role: 'owner',
    async handle() {
      // Counts and faults may be another site's.
      const items = (await listJobs(database)).map(({ done: _, error: __, ...job }) => job)
      return { items, next: null }
    },
  }
}
