import type { Solution } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { useCommands } from '../command/commands.ts'
import { go, href, hrefWith, param } from '../shell/address.ts'
import { Bar, Panes, Tabs, Views } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { useCategories, useCategoryName } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Find } from '../ui/Find.tsx'
import { Item, ItemFoot, ItemNote } from '../ui/Item.tsx'
import { List } from '../ui/List.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { FilterChips, FilterMenu, type Filter } from '../view/Filters.tsx'
import { languageName, number, percent, textOf } from '../words/format.ts'
import { LANGUAGES, w } from '../words/words.ts'
import { Edit } from './Edit.tsx'
import { LEAST } from '../product/csat.ts'
import { One } from './One.tsx'
import { s } from './words.ts'

const NARROW = ['text', 'category', 'product', 'language', 'archived'] as const

/** What the address asks for. */
function queryNow(): Partial<Record<(typeof NARROW)[number], string>> {
  return Object.fromEntries(NARROW.flatMap((name) => (param(name) ? [[name, param(name)!]] : [])))
}

/** Proven answers and remedies, those first that satisfied most. */
export default function Solutions({ params }: ScreenProps) {
  const words = s().solution
  const open = params['id']
  const query = queryNow()
  const { archived, ...narrowed } = query
  const pages = usePages({
    queryKey: ['solutions', query],
    queryFn: (cursor) =>
      api.solutions.list({ ...narrowed, ...(archived ? { archived: true } : {}), ...(cursor ? { cursor } : {}) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const to = (id: string) => href(`/solutions/${id}`, query)
  useBrowse(
    items,
    ({ id }) => id,
    open,
    ({ id }) => to(id),
  )
  const add = () => go(hrefWith({ new: true }))
  useCommands([{ id: 'solution-new', label: words.add, keys: 'n', run: add }])
  const filters = useFilters()
  const none = Object.keys(narrowed).length > 0
  return (
    <>
      <Panes
        open={open !== undefined}
        list={
          <>
            <Bar
              title={w().common.nav.solutions}
              end={
                <Button icon="capture" keys="N" onClick={add}>
                  {w().common.act.add}
                </Button>
              }
            />
            <Views end={<FilterMenu filters={filters} />}>
              <Tabs
                label={words.views}
                items={[
                  { href: hrefWith({ archived: undefined }), label: words.inUse, on: !archived },
                  { href: hrefWith({ archived: true }), label: words.archived, on: archived !== undefined },
                ]}
              />
            </Views>
            <Views>
              <Find
                label={words.search}
                value={query.text ?? ''}
                onFind={(text) => go(hrefWith({ text }), { replace: true })}
              />
            </Views>
            <FilterChips filters={filters} />
            <Fault error={pages.error} again={() => pages.refetch()} />
            {pages.isPending ? (
              <Wait />
            ) : items.length === 0 ? (
              !pages.error && (
                <Empty title={none ? words.noneFound : words.empty}>
                  {none ? words.noneFoundMore : words.emptyMore}
                </Empty>
              )
            ) : (
              <List
                label={w().common.nav.solutions}
                items={items}
                idOf={({ id }) => id}
                height={100}
                current={open}
                onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
                row={(item) => <Row solution={item} href={to(item.id)} current={item.id === open} />}
              />
            )}
          </>
        }
        detail={
          open ? (
            <One key={open} id={open} back={href('/solutions', query)} />
          ) : (
            <Empty title={words.choose}>{words.chooseMore}</Empty>
          )
        }
      />
      {param('new') && <Edit onClose={() => go(hrefWith({ new: undefined }), { replace: true })} />}
    </>
  )
}

function Row({ solution, href: to, current }: { solution: Solution; href: string; current: boolean }) {
  const words = s().solution
  const { title, remedy, uses, decided, confirmed, category, versions } = solution
  const categoryName = useCategoryName()
  const told =
    uses === 0
      ? words.unused
      : decided < LEAST
        ? words.shortFew(number(uses))
        : words.short(number(uses), percent(confirmed / decided, 0))
  return (
    <Item
      href={to}
      current={current}
      name={category ? (categoryName(category) ?? category) : words.anything}
      end={told}
      say={title}
    >
      <ItemFoot>
        <Tag tone={remedy ? 'accent' : 'plain'}>{remedy ? w().common.remedy[remedy.kind] : words.answer}</Tag>
        <ItemNote>{Object.keys(versions).map(languageName).join(', ')}</ItemNote>
      </ItemFoot>
    </Item>
  )
}

function useFilters(): Filter[] {
  const words = s().solution
  const categories = useCategories()
  return [
    {
      name: 'language',
      label: words.language,
      options: Object.entries(LANGUAGES),
    },
    {
      name: 'category',
      label: words.category,
      options: categories.map(({ id, label }) => [id, textOf(label)] as const),
    },
    // Set by links of other screens.
    { name: 'product', label: words.product, options: [] },
  ]
}
