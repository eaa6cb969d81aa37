import type { CustomerAct, CustomerComplaint } from '../contract/index.ts'
import { invalid } from './error.ts'
import { attempt, connect, type Connection } from './transport.ts'

export interface CustomerClientOptions extends Omit<Connection, 'url'> {
  /**
   * The complaint's private page, as the receipt gave it (`https://earshot.example.com/c/…`), or as a mail did: what is
   * done by that one shows that the mail address is the customer's.
   */
  link: string
}

/**
 * The customer's side of one complaint. Each call resolves to the complaint as it stands then; `possible` names what
 * can be done next. None is repeated by itself: after `network` or `timeout` look first.
 */
export interface CustomerClient {
  /** @throws EarshotError `complaint_unknown` where the link is wrong, or was renewed */
  get(): Promise<CustomerComplaint>
  /** Says something more, or answers a question of the shop: in words, by photos (ids of uploads), or both. */
  say(words: string | undefined, attachments?: readonly string[]): Promise<CustomerComplaint>
  /** Objects to the explanation why it is not founded. */
  object(words: string): Promise<CustomerComplaint>
  /**
   * Accepts the explanation, or the remedy; the name signs for a remedy.
   *
   * @param remedy id of the one that the customer has read: refused with `command_not_possible` when it was replaced
   */
  accept(name?: string, remedy?: string): Promise<CustomerComplaint>
  /** Declines the remedy. */
  decline(words?: string, remedy?: string): Promise<CustomerComplaint>
  /** Says whether it was put right. */
  confirm(satisfied: boolean, words?: string): Promise<CustomerComplaint>
  /** Rates how the complaint was handled, 1 (badly) to 5 (well). */
  rate(score: number, words?: string): Promise<CustomerComplaint>
  /** Opens it again, within 30 days. */
  reopen(words: string): Promise<CustomerComplaint>
  withdraw(words?: string): Promise<CustomerComplaint>
}

/**
 * A client for who has a complaint's private link.
 *
 * @throws EarshotError `invalid` where `link` cannot be one
 */
export function createCustomerClient(options: CustomerClientOptions): CustomerClient {
  const { link, ...connection } = options
  const parts = /^(https?:\/\/.+)\/c\/([\w-]+)\/?(?:\?p=([\w-]+))?$/.exec(link)
  if (!parts) throw invalid('link', 'must be the private link of a complaint, https://…/c/…', '(not shown)')
  const [, url, token, proof] = parts as unknown as [string, string, string, string?]
  const http = connect({ ...connection, url })
  const address = `v1/complaints/${token}`

  function act(name: CustomerAct, body: object): Promise<CustomerComplaint> {
    return attempt(url, () =>
      http.post(`${address}/${name}`, { json: { ...body, proof }, retry: { limit: 0 } }).json<CustomerComplaint>(),
    )
  }

  return {
    get: () => attempt(url, () => http.get(address).json<CustomerComplaint>()),
    say: (words, attachments) => act('messages', { words, attachments }),
    object: (words) => act('objection', { words }),
    accept: (name, remedy) => act('decision', { accept: true, name, remedy }),
    decline: (words, remedy) => act('decision', { accept: false, words, remedy }),
    confirm: (satisfied, words) => act('confirmation', { satisfied, words }),
    rate: (score, words) => act('rating', { score, words }),
    reopen: (words) => act('reopen', { words }),
    withdraw: (words) => act('withdraw', { words }),
  }
}
