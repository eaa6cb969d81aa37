import type { Client, EarshotError } from '@earshot/sdk'
import { BASKET, CURRENCY, type Order, TOTAL } from './order.ts'

const UUIDV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/**
 * Sends the order's comment to Earshot, with everything that the shop knows of the order.
 *
 * The customer's browser sends the same words under the same id (`earshot_id`), so Earshot keeps them once,
 * whoever comes first. Without JavaScript there is no `earshot_id`: then this is the only sending, with an id of its own.
 */
export async function sendComment(earshot: Client, order: Order): Promise<void> {
  if (!order.comment.trim()) return
  try {
    await earshot.feedback.submit({
      ...(UUIDV7.test(order.earshotId) && { id: order.earshotId }),
      moment: 'order',
      answers: { comment: order.comment },
      contact: {
        name: order.name,
        email: order.email,
        ...(order.phone && { phone: order.phone }),
      },
      order: {
        id: order.number,
        total: TOTAL,
        currency: CURRENCY,
        items: BASKET.map(({ sku, name, quantity, price }) => ({ sku, name, quantity, price })),
      },
    })
  } catch (error) {
    // The words are safe in the order; the log says why Earshot has them not, without telling them.
    const { code, message } = error as EarshotError
    console.error(`The comment on order ${order.number} did not reach Earshot (${code}): ${message}`)
  }
}
