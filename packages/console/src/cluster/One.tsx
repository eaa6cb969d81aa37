import type { ClusterDetail } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { useCommands } from '../command/commands.ts'
import { Effect } from '../improvement/Effect.tsx'
import * as css from '../product/Product.css.ts'
import { Part } from '../product/Part.tsx'
import { s } from '../product/words.ts'
import { may } from '../session/session.ts'
import { go, href } from '../shell/address.ts'
import { Answer } from '../shell/Answer.tsx'
import { Bar } from '../shell/Panes.tsx'
import { useCategories, useStaffName } from '../team/team.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Row } from '../ui/Field.tsx'
import { Tag, When } from '../ui/Marks.tsx'
import { number, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { useClusterLabel } from './label.ts'

/** A cluster with its complaints, and what is done about them. */
export function One({ id, back }: { id: string; back: string }) {
  const words = s().goods
  const query = useQuery({ queryKey: ['clusters', 'one', id], queryFn: () => api.clusters.get(id) })
  const { data } = query
  const labelOf = useClusterLabel()
  return (
    <>
      <Bar level={2} title={<span dir="auto">{data ? labelOf(data) : ''}</span>} back={back}>
        {data && <Tag tone={data.endedAt ? 'plain' : 'warm'}>{words[data.kind]}</Tag>}
      </Bar>
      <Answer query={query}>{(cluster) => <Whole cluster={cluster} />}</Answer>
    </>
  )
}

/** What the queue and the products are narrowed by, where they can be. */
function useAim({ kind, label }: ClusterDetail) {
  const categories = useCategories()
  const category = categories.find((one) => one.id === label || Object.values(one.label).includes(label))?.id
  if (kind === 'category') return { queue: category && { category }, plan: category && { category } }
  if (kind === 'batch') return { queue: { batch: label } }
  // "Morning mug · LL-201": a SKU is enough.
  const product = label.split(' · ').at(-1)!
  return { queue: { product }, plan: { product }, product }
}

function Whole({ cluster }: { cluster: ClusterDetail }) {
  const words = s().goods
  const staffName = useStaffName()
  const { queue, plan, product } = useAim(cluster)
  const list = queue && href('/complaints', { view: 'all', ...queue })
  const planAt = plan && may('manager') ? href('/improvements', { plan: 'true', ...plan }) : undefined
  useCommands([
    ...(list ? [{ id: 'cluster-queue', label: words.cluster.toList, keys: 'c', run: () => go(list) }] : []),
    ...(planAt ? [{ id: 'cluster-improve', label: words.improve, keys: 'n', run: () => go(planAt) }] : []),
  ])
  return (
    <div class={css.inner}>
      <p class={css.soft}>
        {words.cluster.count(number(cluster.complaints))} ·{' '}
        {words.cluster.since(when(cluster.from), when(cluster.last))} ·{' '}
        {cluster.endedAt ? words.cluster.ended(when(cluster.endedAt)) : words.cluster.quiet(when(cluster.quietAt))}
      </p>
      <Row>
        {list && (
          <LinkButton href={list} icon="complaint">
            {words.cluster.toList}
          </LinkButton>
        )}
        {product && (
          <LinkButton href={href('/products', { text: product })} icon="product">
            {words.cluster.toProduct}
          </LinkButton>
        )}
        {planAt && (
          <LinkButton href={planAt} icon="capture">
            {words.improve}
          </LinkButton>
        )}
      </Row>
      <Part title={words.cluster.list}>
        {cluster.list.map((one) => (
          <a key={one.number} class={css.lineLink} href={href(`/complaints/${one.number}`)}>
            <span>{one.number}</span>
            <Tag tone={one.stage === 'closed' ? 'plain' : 'amber'}>{w().common.stage[one.stage]}</Tag>
            {one.safety && <Tag tone="warm">{words.cluster.safety}</Tag>}
            <span class={css.soft}>{staffName(one.assignee)}</span>
            <span class={css.end}>
              <When at={one.openedAt} />
            </span>
          </a>
        ))}
      </Part>
      <Done plan={plan} />
    </div>
  )
}

/** Improvements against the same category or product. */
function Done({ plan }: { plan: ReturnType<typeof useAim>['plan'] }) {
  const words = s().goods
  const { data } = useQuery({ queryKey: ['improvements', 'all'], queryFn: () => api.improvements.list({ limit: 100 }) })
  if (!plan) return null
  const [name, value] = Object.entries(plan)[0] as ['category' | 'product', string]
  const found = (data?.items ?? []).filter((one) => one[name] === value)
  return (
    <Part title={words.cluster.done}>
      {found.length === 0 && <p class={css.soft}>{words.cluster.nothing}</p>}
      {found.map((one) => (
        <a key={one.id} class={css.lineLink} href={href(`/improvements/${one.id}`)}>
          <span dir="auto">{one.words}</span>
          <span class={css.end}>
            <Effect of={one} />
          </span>
        </a>
      ))}
    </Part>
  )
}
