export { signLink, type SignLinkOptions } from './link.ts'
export { signOrder, type OrderToSign, type SignOrderOptions } from './order.ts'
export { verifyWebhook, type WebhookHeaders } from './webhook.ts'
