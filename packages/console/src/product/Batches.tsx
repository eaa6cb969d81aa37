import type { ProductDetail } from '@earshot/sdk/contract'
import { href } from '../shell/address.ts'
import { Tag } from '../ui/Marks.tsx'
import { number } from '../words/format.ts'
import { csatText } from './csat.ts'
import * as css from './Product.css.ts'
import { Part } from './Part.tsx'
import { s } from './words.ts'

/** The batches of a product, those with the most complaints first. */
export function Batches({ product: { list } }: { product: ProductDetail }) {
  const words = s().goods
  const { column } = words
  if (list.length === 0)
    return (
      <Part title={words.batches}>
        <p class={css.soft}>{words.noBatches}</p>
      </Part>
    )
  return (
    <Part title={words.batches}>
      <div class={css.wrap}>
        <table class={css.table} aria-label={words.batches}>
          <thead>
            <tr>
              {[words.batch, column.sold, column.csat, column.complaints, column.open].map((name) => (
                <th key={name} scope="col" class={css.th}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.map(({ batch, sold, feedback, complaints, open, cluster }) => (
              <tr key={batch}>
                <td class={css.td}>
                  <span dir="auto">{batch}</span>{' '}
                  {cluster && (
                    <a href={href(`/clusters/${cluster.id}`)}>
                      <Tag tone="warm">{words.alarm}</Tag>
                    </a>
                  )}
                </td>
                <td class={css.td}>{number(sold)}</td>
                <td class={`${css.td} ${css.soft}`}>{csatText(feedback)}</td>
                <td class={css.td}>
                  {complaints === 0 ? (
                    <span class={css.soft}>0</span>
                  ) : (
                    <a class={css.link} href={href('/complaints', { view: 'all', batch })}>
                      {number(complaints)}
                    </a>
                  )}
                </td>
                <td class={css.td}>{number(open)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}
