import type { Role, Session } from '@earshot/sdk/contract'
import { EarshotError } from '@earshot/sdk'
import { computed, signal } from '@preact/signals'
import { api } from '../api/client.ts'
import { queries } from '../api/query.ts'

/** Who is signed in: undefined until it is known, null for nobody. */
export const session = signal<Session | null | undefined>()

/** Who was signed in and is no more, while their work is still on the screen. */
export const ended = signal(false)

/** The member who is signed in. Only for what is shown to members. */
export const me = computed(() => session.value!)

const RANK: Readonly<Record<Role, number>> = { agent: 0, manager: 1, owner: 2 }

/** Whether who is signed in has at least this role. */
export function may(role: Role): boolean {
  return session.value ? RANK[session.value.role] >= RANK[role] : false
}

/** Finds out who is signed in. Rejects where the server cannot say. */
export async function findSession(): Promise<void> {
  try {
    session.value = await api.session.get()
  } catch (error) {
    if (!(error instanceof EarshotError) || error.code !== 'unauthorized') throw error
    session.value = null
  }
}

let renewals = 0

/** Has what every screen goes by follow: the shop's name, language and time zone, whether mail goes out. */
export async function renewSession(): Promise<void> {
  try {
    const mine = ++renewals
    const by = await api.session.get()
    // Of several that were asked for at once the last counts.
    if (mine === renewals && session.peek()?.id === by.id) session.value = by
  } catch (error) {
    // What was known stands until it is asked again.
    noticeEnd(error)
  }
}

/** After a sign-in. Somebody else begins with nothing of who was here before. */
export function admit(by: Session): void {
  const before = session.peek()
  if (before && (before.id !== by.id || before.site.key !== by.site.key)) {
    queries.clear()
    location.assign('/console')
    return
  }
  session.value = by
  ended.value = false
  void queries.invalidateQueries()
}

/** Signs out on this device, and forgets what was read. */
export async function leave(): Promise<void> {
  await api.session.signOut()
  location.assign('/console')
}

// Whatever was asked: when nobody is signed in any more, that is to be said at once, over what is on the screen.
// A failure as it happens: one of before the sign-in stays with a query until it has its next answer.
queries.getQueryCache().subscribe((event) => {
  if (event.type === 'updated' && event.action.type === 'error') noticeEnd(event.action.error)
})

/** Asks to sign in again where `error` says that the session has ended. */
export function noticeEnd(error: unknown): void {
  if (error instanceof EarshotError && error.code === 'unauthorized' && session.peek()) ended.value = true
}
