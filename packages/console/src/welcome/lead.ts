import { EarshotError } from '@earshot/sdk'
import { api } from '../api/client.ts'
import { session } from '../session/session.ts'
import { go, href, path } from '../shell/address.ts'
import { HOME } from '../shell/screens.ts'
import { ledBefore } from './steps.ts'

/** Whether nobody was heard in a shop yet: its script was seen nowhere, and nothing was said. */
export async function isFresh(): Promise<boolean> {
  const [{ seen }, { items }] = await Promise.all([api.site.snippet(), api.feedback.list({ limit: 1 })])
  return seen.length === 0 && items.length === 0
}

/** Leads the owner of a shop that is not set up yet to where that is done, once. */
export async function leadIn(): Promise<void> {
  const by = session.peek()
  const starts = () => path.peek() === '/' || path.peek() === HOME
  if (by?.role !== 'owner' || !starts() || ledBefore(by.site.key)) return
  try {
    const [site, fresh] = await Promise.all([api.site.get(), isFresh()])
    // Where somebody has said already which pages may send, the way is known.
    if (fresh && site.origins.length === 0 && starts()) go(href('/welcome'), { replace: true })
  } catch (error) {
    // The screen that is there says what is wrong with the connection.
    if (!(error instanceof EarshotError)) throw error
  }
}
