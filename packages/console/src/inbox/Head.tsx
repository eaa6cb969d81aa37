import type { MarkInput } from '@earshot/sdk/contract'
import { useCommands } from '../command/commands.ts'
import { go, href, hrefWith, param } from '../shell/address.ts'
import { Bar, Tabs, Views } from '../shell/Panes.tsx'
import { useAct } from '../api/act.ts'
import { Button } from '../ui/Button.tsx'
import { Find } from '../ui/Find.tsx'
import { Empty, Fault, toast } from '../ui/States.tsx'
import { FilterChips, FilterMenu } from '../view/Filters.tsx'
import { SavedViews } from '../view/SavedViews.tsx'
import { w } from '../words/words.ts'
import { WelcomeCard } from '../welcome/Card.tsx'
import { narrowed, useFilters } from './filters.ts'
import { markAll } from './lists.ts'

/** What the inbox shows, and by what it can be narrowed. @param newest the first one of the whole inbox */
export function Head({ onNarrow, newest }: { onNarrow: () => void; newest: string | undefined }) {
  const words = w()
  const t = words.inbox
  const filters = useFilters()
  const plain = Object.keys(narrowed()).length === 0
  const readAll = useAct(async (earlier?: MarkInput) => {
    const undo = await markAll(earlier ?? { upTo: newest! })
    if (!earlier) toast(t.readAllDone, undo ? () => readAll.run(undo) : undefined)
  })
  useCommands(plain && newest ? [{ id: 'read-all', label: t.readAll, keys: 'Shift+u', run: () => readAll.run() }] : [])
  const tab = (label: string, name?: 'unread' | 'satisfaction' | 'complaint', value?: string) => ({
    href: href('/inbox', name ? { [name]: value } : {}),
    label,
    on: name ? Object.keys(narrowed()).length === 1 && param(name) === value : plain,
  })
  return (
    <>
      <Bar
        title={words.common.nav.inbox}
        end={
          <>
            <FilterMenu filters={filters} more={[{ label: t.byMore, run: onNarrow }]} />
            <SavedViews kind="feedback" to="/inbox" queryOf={narrowed} paramsOf={(query) => query} />
            {plain && newest && (
              <Button kind="quiet" icon="check" aria-label={t.readAll} onClick={() => void readAll.run()} />
            )}
          </>
        }
      />
      <Views>
        <Tabs
          label={t.views}
          items={[
            tab(t.all),
            tab(t.unread, 'unread', 'true'),
            tab(t.unhappy, 'satisfaction', '1,2'),
            tab(t.complaints, 'complaint', 'true'),
          ]}
        />
      </Views>
      <FilterChips filters={filters} />
      <Fault error={readAll.error.value} />
      <Views>
        <Find
          label={words.list.find}
          value={param('text') ?? ''}
          onFind={(text) => go(hrefWith({ text }), { replace: true })}
        />
      </Views>
    </>
  )
}

/** Nobody has spoken, everything is read, or nothing is like that. */
export function Nothing() {
  const words = w().inbox
  const names = Object.keys(narrowed())
  if (names.length === 0)
    return (
      <Empty title={words.empty} action={<WelcomeCard />}>
        {words.emptyMore}
      </Empty>
    )
  if (names.length === 1 && param('unread') === 'true') return <Empty title={words.allRead}>{words.allReadMore}</Empty>
  return <Empty title={words.none}>{words.noneMore}</Empty>
}
