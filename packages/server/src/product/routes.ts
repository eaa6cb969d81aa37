import { ProductDetail, ProductDetailQuery, ProductPage, ProductQuery } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { queryOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { getSite } from '../site/store.ts'
import { productDetail } from './detail.ts'
import { listProducts } from './list.ts'

/** Products that customers said something of. */
export function products({ database }: Services): Endpoint {
  return {
    summary: 'Products with what was sold, said and complained of, and the alarm that goes on about each',
    query: ProductQuery,
    answers: { 200: ProductPage },
    problems: ['invalid'],
    role: 'agent',
    handle: (request) => listProducts(database, actorOf(request).siteId, queryOf(request, ProductQuery)),
  }
}

/** One of them. */
export function oneProduct({ database }: Services): Endpoint {
  return {
    summary: 'One product by its SKU or id: batches, months, what complaints are filed under, clusters',
    query: ProductDetailQuery,
    answers: { 200: ProductDetail },
    problems: ['invalid', 'product_unknown'],
    role: 'agent',
    async handle(request) {
      const query = queryOf(request, ProductDetailQuery)
      const { siteId } = actorOf(request)
      const site = (await getSite(database, siteId))!
      return productDetail(database, site, (request.params as { id: string }).id, query)
    },
  }
}
