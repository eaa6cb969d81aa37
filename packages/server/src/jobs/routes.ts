import { JobList } from '@earshot/sdk/contract'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { listJobs } from './view.ts'

/** What the server does by itself. */
export function jobs({ database }: Services): Endpoint {
  return {
    summary: 'What the server does by itself: when it last did, will next, and what went wrong',
    answers: { 200: JobList },
    role: 'owner',
    async handle() {
      return { items: await listJobs(database), next: null }
    },
  }
}
