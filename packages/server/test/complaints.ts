import type { ComplaintSummary } from '@earshot/sdk/contract'
import { complained, type TestServer } from './engines.ts'
import { call } from './staff.ts'

/** Somebody complains by the widget. @returns the number */
export async function complain(server: TestServer, over: Record<string, unknown> = {}): Promise<string> {
  const { body } = await server.say(complained(over))
  return (body['complaint'] as unknown as { number: string }).number
}

/** The first page of `GET /api/complaints`. @param query such as `stage=open&sort=due` */
export async function list(server: TestServer, query: string, headers: Record<string, string> = server.staff) {
  const { body } = await call(server, 'GET', `/api/complaints?${query}`, headers)
  return body['items'] as unknown as ComplaintSummary[]
}

export const numbers = (items: readonly ComplaintSummary[]) => items.map(({ number }) => number).toSorted()
