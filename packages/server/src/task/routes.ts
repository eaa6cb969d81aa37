import { TaskPage, TaskQuery, TaskSummary } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { idOf, queryOf } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { listTasks, taskById } from './list.ts'

/** A page of tasks; what ends one is a command to its complaint. */
export function tasks({ database }: Services): Endpoint {
  return {
    summary: 'Tasks: open ones by what is due next, the others by what was due last',
    query: TaskQuery,
    answers: { 200: TaskPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      return listTasks(database, actorOf(request), queryOf(request, TaskQuery))
    },
  }
}

/** One of them. */
export function oneTask({ database }: Services): Endpoint {
  return {
    summary: 'One task, whatever became of it, with its complaint and whom it is for',
    answers: { 200: TaskSummary },
    problems: ['task_unknown'],
    role: 'agent',
    async handle(request) {
      const task = await taskById(database, actorOf(request).siteId, idOf(request))
      if (!task) throw new Problem('task_unknown', 'The site has no task with this id. GET /api/tasks lists them.')
      return task
    },
  }
}
