import type { ProductDetail } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { useCommands } from '../command/commands.ts'
import { may } from '../session/session.ts'
import { go, href } from '../shell/address.ts'
import { Answer } from '../shell/Answer.tsx'
import { Bar } from '../shell/Panes.tsx'
import { useCategoryName, useCauses } from '../team/team.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Tag, When } from '../ui/Marks.tsx'
import { number, textOf, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { Batches } from './Batches.tsx'
import { GoodsTabs } from './GoodsTabs.tsx'
import { Months } from './Months.tsx'
import { csatText } from './csat.ts'
import { Part } from './Part.tsx'
import * as css from './Product.css.ts'
import { s } from './words.ts'

/** One product: how it sells, what customers say of it, and what goes wrong with which batch. */
export function Product({ id }: { id: string }) {
  const words = s().goods
  const query = useQuery({ queryKey: ['products', 'one', id], queryFn: () => api.products.get(id) })
  const { data } = query
  const back = href('/products')
  const named = data && (data.sku ?? data.name ?? '')
  const list = data && href('/complaints', { view: 'all', product: named })
  const plan = data && href('/improvements', { plan: 'true', product: named })
  useCommands(
    data
      ? [
          { id: 'product-complaints', label: words.all(number(data.complaints)), keys: 'c', run: () => go(list!) },
          ...(may('manager') ? [{ id: 'product-improve', label: words.improve, keys: 'n', run: () => go(plan!) }] : []),
        ]
      : [],
  )
  return (
    <>
      <Bar
        back={back}
        title={<span dir="auto">{data ? (data.name ?? data.sku ?? words.unnamed) : ''}</span>}
        end={
          data &&
          may('manager') && (
            <LinkButton href={plan!} icon="capture">
              {words.improve}
            </LinkButton>
          )
        }
      >
        {data?.sku && data.name && <Tag>{data.sku}</Tag>}
        {data?.cluster && <Tag tone="warm">{words.alarm}</Tag>}
      </Bar>
      <GoodsTabs open />
      <Answer query={query}>{(product) => <Whole product={product} list={list!} />}</Answer>
    </>
  )
}

function Whole({ product, list }: { product: ProductDetail; list: string }) {
  const words = s().goods
  const { orders, sold, feedback, complaints, open, lastComplaintAt } = product
  const rate = orders > 0 ? words.perThousand(number((complaints / orders) * 1000, { maximumFractionDigits: 1 })) : ''
  return (
    <div class={css.inner}>
      <div class={css.figures}>
        <Figure name={words.column.sold} value={number(sold)} more={words.orders(number(orders))} />
        <Figure name={words.column.feedback} value={number(feedback.count)} />
        <Figure
          name={words.column.csat}
          value={csatText(feedback)}
          words={feedback.rated > 0 && csatText(feedback) === w().common.state.tooFew}
          more={feedback.rated > 0 ? words.csatOf(number(feedback.rated)) : undefined}
        />
        <Figure name={words.column.complaints} value={number(complaints)} more={rate} />
        <Figure
          name={words.column.open}
          value={number(open)}
          more={lastComplaintAt ? words.last(when(lastComplaintAt)) : undefined}
        />
      </div>
      <div class={css.two}>
        <div class={css.column}>
          <Part title={words.months} note={words.monthsNote}>
            <Months months={product.months} />
          </Part>
          <Batches product={product} />
          <Latest product={product} list={list} />
        </div>
        <div class={css.column}>
          <Alarms clusters={product.clusters} />
          <Reasons product={product} list={list} />
        </div>
      </div>
    </div>
  )
}

function Figure({
  name,
  value,
  more,
  words,
}: {
  name: string
  value: string
  more?: string | undefined
  /** Words in place of a figure. */
  words?: boolean
}) {
  return (
    <div class={css.figure}>
      <span class={css.soft}>{name}</span>
      <span class={words ? css.small : css.big}>{value}</span>
      {more && <span class={css.soft}>{more}</span>}
    </div>
  )
}

function Latest({ product: { latest, complaints }, list }: { product: ProductDetail; list: string }) {
  const words = s().goods
  return (
    <Part title={words.latest}>
      {latest.length === 0 && <p class={css.soft}>{words.noComplaints}</p>}
      {latest.slice(0, 8).map(({ number: of, openedAt, stage, batch }) => (
        <a key={of} class={css.lineLink} href={href(`/complaints/${of}`)}>
          <span>{of}</span>
          <Tag tone={stage === 'closed' ? 'plain' : 'amber'}>{w().common.stage[stage]}</Tag>
          {batch && <Tag>{batch}</Tag>}
          <span class={css.end}>
            <When at={openedAt} />
          </span>
        </a>
      ))}
      {complaints > 0 && (
        <p>
          <LinkButton href={list} icon="complaint">
            {words.all(number(complaints))}
          </LinkButton>
        </p>
      )}
    </Part>
  )
}

function Alarms({ clusters }: { clusters: ProductDetail['clusters'] }) {
  const words = s().goods
  if (clusters.length === 0) return null
  return (
    <Part title={words.alarms}>
      {clusters.map(({ id, kind, label, from, endedAt }) => (
        <a key={id} class={css.lineLink} href={href(`/clusters/${id}`)}>
          <Tag tone={endedAt ? 'plain' : 'warm'}>{words[kind]}</Tag>
          <span dir="auto">{label}</span>
          <span class={css.end}>{endedAt ? words.ended(when(endedAt)) : `${words.running} · ${when(from)}`}</span>
        </a>
      ))}
    </Part>
  )
}

function Reasons({ product, list }: { product: ProductDetail; list: string }) {
  const words = s().goods
  const categoryName = useCategoryName()
  const causes = useCauses()
  const causeName = (id: string) => textOf(causes.find((one) => one.id === id)?.label) || id
  const filed = product.categories.map(({ category, complaints }) => ({
    id: category ?? 'none',
    name: category === null ? words.unfiled : (categoryName(category) ?? category),
    complaints,
    href: `${list}&category=${category ?? 'none'}`,
  }))
  const found = product.causes.map(({ cause, complaints }) => ({
    id: cause ?? 'none',
    name: cause === null ? words.unfiled : causeName(cause),
    complaints,
    href: `${list}&cause=${cause ?? 'none'}`,
  }))
  return (
    <>
      {filed.length > 0 && (
        <Part title={words.about}>
          <Shares items={filed} />
        </Part>
      )}
      {found.length > 0 && (
        <Part title={words.from}>
          <Shares items={found} />
        </Part>
      )}
    </>
  )
}

function Shares({ items }: { items: readonly { id: string; name: string; complaints: number; href: string }[] }) {
  const most = Math.max(1, ...items.map(({ complaints }) => complaints))
  return (
    <div>
      {items.map(({ id, name, complaints, href: to }) => (
        <a key={id} class={css.share} href={to} title={name}>
          <span class={css.shareName} dir="auto">
            {name}
          </span>
          <i class={css.shareBar} style={{ width: `${(complaints / most) * 100}%` }} aria-hidden="true" />
          <span class={css.shareCount}>{number(complaints)}</span>
        </a>
      ))}
    </div>
  )
}
