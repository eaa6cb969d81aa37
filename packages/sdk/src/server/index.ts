export { signOrder, type OrderToSign, type SignOrderOptions } from './order.ts'
