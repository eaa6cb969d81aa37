/** An order as the shop's back end told it, or a signed token named it. */
export interface ShopOrderTable {
  site_id: string
  /** The shop's own number. */
  order_id: string
  /** The card that it belongs to by itself; the person is that card's `person_id`. */
  customer_id: string | null
  /** `token`: known only by a signed token that came with a feedback. */
  by: 'shop' | 'token'
  /** 1: staff put it on this card, and no push moves it. */
  held: number
  placed_at: number
  promised_at: number | null
  shipped_at: number | null
  delivered_at: number | null
  cancelled_at: number | null
  returned_at: number | null
  /** In minor units. */
  total: number | null
  currency: string | null
  /** JSON: OrderLine[]. */
  items: string
  /** JSON: OrderError[]. */
  errors: string
  changed_at: number
}

/** What is countable about an order's products: one row for each line. */
export interface OrderItemTable {
  site_id: string
  order_id: string
  line: number
  sku: string | null
  batch: string | null
  category: string | null
  /** The product, as `cluster/subject.ts` compares it. */
  thing: string | null
  /** When the order was placed. */
  at: number | null
  quantity: number | null
}

/** Feedback with a signed token of an order, so that an order that comes later finds it. */
export interface OrderFeedbackTable {
  site_id: string
  order_id: string
  feedback_id: string
}

export interface OrderTables {
  shop_order: ShopOrderTable
  order_item: OrderItemTable
  order_feedback: OrderFeedbackTable
}

export const ORDER_KEYS = {
  shop_order: ['site_id', 'order_id'],
  order_item: ['site_id', 'order_id', 'line'],
  order_feedback: ['site_id', 'order_id', 'feedback_id'],
} as const
