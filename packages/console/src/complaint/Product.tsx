import type { Complaint } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { useClusterLabel } from '../cluster/label.ts'
import { href } from '../shell/address.ts'
import { apart, day, money, number, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Aside.css.ts'
import { Part } from './Part.tsx'

/** What it is about, and what else was complained about it. */
export function Product({ complaint }: { complaint: Complaint }) {
  const words = w().case
  const { product, order } = complaint.feedback
  const items = order?.items ?? []
  const cluster = complaint.clusters.filter(({ endedAt }) => endedAt === null)
  if (!product && !order && cluster.length === 0) return null
  const about = product?.name ?? product?.sku
  return (
    <Part title={words.product.title}>
      {about && (
        <b dir="auto">
          {[about, product?.specification, product?.batch && words.product.batch(product.batch)]
            .filter(Boolean)
            .join(' · ')}
        </b>
      )}
      {product?.condition && <p dir="auto">{product.condition}</p>}
      {product?.boughtOn && <p>{words.product.bought(day(product.boughtOn))}</p>}
      {order && (
        <p title={order.proven ? undefined : words.orderUnproven}>
          {words.order(apart(order.id))}
          {order.total !== undefined && order.currency && ` · ${money(order.total, order.currency)}`}
          {!order.proven && ' ?'}
        </p>
      )}
      <ul class={css.others}>
        {items.slice(0, 4).map((item, i) => (
          <li key={i} dir="auto">
            {item.quantity && item.quantity !== 1 ? `${number(item.quantity)} × ` : ''}
            {item.name}
          </li>
        ))}
        {items.length > 4 && <li>{words.product.more(number(items.length - 4))}</li>}
      </ul>
      {cluster.map((one) => (
        <ClusterLine key={one.id} id={one.id} />
      ))}
      <Others complaint={complaint} />
    </Part>
  )
}

/** By what other complaints on the same thing are found: as the customer named it, or the only thing of the order. */
function namedIn({ product, order }: Complaint['feedback']): { batch: string } | { product: string } | undefined {
  if (product?.batch) return { batch: product.batch }
  const only = order?.items?.length === 1 ? order.items[0] : undefined
  const named = product?.sku ?? product?.name ?? only?.sku ?? only?.name
  return named ? { product: named } : undefined
}

/** Other complaints on the same thing, with itself among them. */
export function useAbout(complaint: Complaint) {
  const about = namedIn(complaint.feedback)
  return useQuery({
    queryKey: ['complaints', 'about', about],
    queryFn: () => api.complaints.list({ ...about, limit: 20 }),
    enabled: about !== undefined,
  })
}

/** Other complaints on the same product or batch, newest first. */
function Others({ complaint }: { complaint: Complaint }) {
  const words = w()
  const about = namedIn(complaint.feedback)
  const found = useAbout(complaint)
  const others = (found.data?.items ?? []).filter(({ number: of }) => of !== complaint.number)
  if (!about || others.length === 0) return null
  const count = found.data!.next ? `${number(others.length)}+` : number(others.length)
  return (
    <>
      <a class={css.link} href={href('/complaints', { view: 'all', ...about })}>
        {words.case.product.others(count)}
      </a>
      <ul class={css.others}>
        {others.slice(0, 3).map((one) => (
          <li key={one.number}>
            <a class={css.link} href={href(`/complaints/${one.number}`)}>
              {one.number}
            </a>{' '}
            {one.outcome ? words.common.outcome[one.outcome] : words.common.stage[one.stage]} · {when(one.openedAt)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Several complaints about the same thing: a warning that leads to them. */
export function ClusterLine({ id }: { id: string }) {
  const words = w().case
  const labelOf = useClusterLabel()
  const { data: found, isPending } = useQuery({ queryKey: ['clusters', id], queryFn: () => api.clusters.get(id) })
  // A line that is to come has its place.
  if (!found) return isPending ? <>&nbsp;</> : null
  const label = labelOf(found)
  return (
    <a class={css.linkBad} href={href(`/clusters/${id}`)}>
      {words.notice.cluster(number(found.complaints), label)}
    </a>
  )
}
