import type { KyInstance } from 'ky'
import * as z from 'zod/mini'
import { ProductDetailQuery, ProductQuery, words, type ProductDetail, type ProductPage } from '../contract/index.ts'
import { check } from './check.ts'
import { listed } from './pages.ts'
import { attempt, badAnswer } from './transport.ts'

/** What is sold, by what customers say of it. */
export interface Products {
  /** One page; those with the most complaints first. */
  list(query?: ProductQuery): Promise<ProductPage>
  /** With batches, months, reasons and clusters. @param id of the list, or a SKU. @throws EarshotError `product_unknown` */
  get(id: string, query?: ProductDetailQuery): Promise<ProductDetail>
}

const Id = z.object({ id: words(300, 1) })

/** @param http sends the key */
export function products(http: KyInstance, url: string): Products {
  return {
    list: (query) =>
      attempt(url, async () => {
        const searchParams = query && searchOf(check(ProductQuery, query, 'The question'))
        return listed<ProductPage>(await http.get('api/products', { searchParams }).json(), url)
      }),
    get: (id, query) =>
      attempt(url, async () => {
        const path = encodeURIComponent(check(Id, { id }, 'The call').id)
        const searchParams = query && searchOf(check(ProductDetailQuery, query, 'The question'))
        const product: unknown = await http.get(`api/products/${path}`, { searchParams }).json()
        if (typeof (product as ProductDetail | null)?.id !== 'string')
          throw badAnswer(url, 'answered without the product')
        return product as ProductDetail
      }),
  }
}

function searchOf(query: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}
