import { CustomerInput, OrderInput } from '@earshot/sdk/contract'
import { customerErrors } from '../customer/read.ts'
import { CURRENCIES } from './currency.ts'

/**
 * What the shop's back end vouches for with an order's token: a JWT with the claim `order`, signed with the site's key
 * (HS256) and not expired; perhaps also `total`, `currency` and `customer`. A bad token proves nothing, and refuses
 * nothing either: undefined.
 */
export async function signedOrder(
  token: string,
  orderId: string,
  signingKey: Uint8Array,
): Promise<OrderInput | undefined> {
  const { jwtVerify } = await import('jose')
  try {
    const { payload } = await jwtVerify(token, signingKey, { algorithms: ['HS256'] })
    // A token for something else, such as a link in a mail, is no order's token, whatever it names.
    if (payload.aud !== undefined) return undefined
    return payload['order'] === orderId ? readClaims(orderId, payload) : undefined
  } catch {
    return undefined
  }
}

/** A claim that is not as it should be says nothing; the order is proven all the same. */
function readClaims(id: string, { total, currency, customer }: Record<string, unknown>): OrderInput {
  const sum = OrderInput.safeParse({ id, total, currency })
  const buyer = CustomerInput.safeParse(customer)
  const priced = sum.success && sum.data.currency && CURRENCIES.has(sum.data.currency)
  const known = buyer.success && customerErrors(buyer.data).length === 0
  return { ...(priced ? sum.data : { id }), ...(known ? { customer: buyer.data } : {}) }
}
