import { TaskPage, TaskQuery } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { invalid } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { listTasks } from './list.ts'

/** A page of tasks; what ends one is a command to its complaint. */
export function tasks({ database }: Services): Endpoint {
  return {
    summary: 'Tasks: open ones by what is due next, the others by what was due last',
    query: TaskQuery,
    answers: { 200: TaskPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      const read = TaskQuery.safeParse(request.query)
      if (!read.success) throw invalid(read.error, 'the query')
      return listTasks(database, actorOf(request), read.data)
    },
  }
}
