import { uuidv7, type Client, type EarshotError } from '@earshot/sdk'
import { BASKET, CURRENCY, type Order, TOTAL } from './order.ts'

const UUIDV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The longest comment that Earshot takes; what is longer is whole in the order. */
const COMMENT_MAX = 10_000

/**
 * Sends the order's comment to Earshot, with everything that the shop knows of the order.
 *
 * The customer's browser sends the same words under the same id (`earshot_id`), so Earshot keeps them once,
 * whoever comes first. Without JavaScript there is no `earshot_id`: then this is the only sending, with an id of its own.
 */
export async function sendComment(earshot: Client, order: Order): Promise<void> {
  const { number, comment, name, email, phone, earshotId } = order
  if (!comment.trim()) return
  const words = {
    id: UUIDV7.test(earshotId) ? earshotId : uuidv7(),
    moment: 'order',
    answers: { comment: comment.replaceAll('\r\n', '\n').slice(0, COMMENT_MAX) },
  }
  try {
    await earshot.feedback
      .submit({
        ...words,
        contact: { name, email, ...(phone && { phone }) },
        order: {
          id: number,
          total: TOTAL,
          currency: CURRENCY,
          items: BASKET.map(({ sku, name, quantity, price }) => ({ sku, name, quantity, price })),
        },
      })
      .catch((error: EarshotError) => {
        // A phone number such as "please don't call" is no reason to lose what the customer said.
        if (error.code === 'invalid') return earshot.feedback.submit({ ...words, order: { id: number } })
        throw error
      })
  } catch (error) {
    // The words are safe in the order; the log says why Earshot has them not, without telling them.
    const { code, message } = error as EarshotError
    console.error(`The comment on order ${number} did not reach Earshot (${code}): ${message}`)
  }
}
