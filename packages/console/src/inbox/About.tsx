import type { InboxItem } from '@earshot/sdk/contract'
import type { ComponentChildren } from 'preact'
import { href } from '../shell/address.ts'
import { exact, languageName, money, number } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Feedback.css.ts'

type Rows = readonly (readonly [label: string, what: ComponentChildren] | '' | null | undefined)[]

/** Who said it and how they are reached, about what, where and how it came. */
export function About({ item }: { item: InboxItem }) {
  const words = w()
  const t = words.inbox
  const { contact, page, locale, brought } = item
  const rows: Rows = [
    contact?.name && [t.name, contact.name],
    contact?.email && [
      t.email,
      <a class={css.link} href={`mailto:${encodeURIComponent(contact.email).replace('%40', '@')}`}>
        {contact.email}
      </a>,
    ],
    contact?.phone && [
      t.phone,
      <a class={css.link} href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}>
        {contact.phone}
      </a>,
    ],
    contact?.company && [t.company, contact.company],
    contact?.address && [t.address, contact.address],
    item.order && [t.order, <OrderLines order={item.order} />],
    item.product && [t.product, <ProductLine product={item.product} />],
    page && [t.page, <PageLink page={page} />],
    locale && [t.language, <span lang={locale}>{languageName(locale)}</span>],
    brought && [
      t.came,
      [words.common.channel[brought.channel], words.case.said.recorded(brought.recordedBy)].join(', '),
    ],
    brought?.saidAt && [words.capture.saidAt, <time dateTime={brought.saidAt}>{exact(brought.saidAt)}</time>],
    [t.received, <time dateTime={item.receivedAt}>{exact(item.receivedAt)}</time>],
  ]
  return (
    <dl class={css.facts}>
      {rows.map(
        (row) =>
          row && (
            <div key={row[0]} class={css.fact}>
              <dt>{row[0]}</dt>
              <dd dir="auto">{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function OrderLines({ order }: { order: NonNullable<InboxItem['order']> }) {
  const t = w().inbox
  const total = order.total !== undefined && order.currency ? money(order.total, order.currency) : undefined
  return (
    <>
      <a class={css.link} href={href('/inbox', { order: order.id })}>
        <bdi>{order.id}</bdi>
      </a>
      {total && ` · ${total}`}
      {!order.proven && <span class={css.none}> · {t.unproven}</span>}
      {order.items && order.items.length > 0 && (
        <ul class={css.items}>
          {order.items.map((one, i) => (
            <li key={i}>
              {one.quantity && one.quantity !== 1 ? `${number(one.quantity)} × ` : ''}
              <a href={href('/inbox', { product: one.sku ?? one.name })}>{one.name}</a>
              {one.price !== undefined && order.currency && ` · ${money(one.price, order.currency)}`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function ProductLine({ product }: { product: NonNullable<InboxItem['product']> }) {
  const t = w().inbox
  const about = product.name ?? product.sku
  const more = [product.specification, product.batch && t.batch(product.batch), product.condition]
  return (
    <>
      {about && (
        <a class={css.link} href={href('/inbox', { product: product.sku ?? about })}>
          {about}
        </a>
      )}
      <span class={css.none}>
        {more
          .filter(Boolean)
          .map((one) => ` · ${one}`)
          .join('')}
      </span>
    </>
  )
}

/** A page's address comes from outside: only what a browser opens as a page is a link. */
function PageLink({ page }: { page: NonNullable<InboxItem['page']> }) {
  const name = page.title || page.url
  if (!/^https?:\/\//i.test(page.url)) return <>{name}</>
  return (
    <a class={css.link} href={page.url} target="_blank" rel="noreferrer noopener" title={page.url}>
      {name}
    </a>
  )
}
