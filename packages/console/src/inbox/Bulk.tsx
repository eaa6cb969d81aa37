import type { InboxItem } from '@earshot/sdk/contract'
import { LabelMenu } from '../label/Labels.tsx'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Selected } from '../view/Selected.tsx'
import type { Selection } from '../view/selection.ts'
import { w } from '../words/words.ts'
import { complaining, type Deeds } from './deeds.ts'

/** What can be done with several at once. */
export function Bulk({ selection, items, deeds }: { selection: Selection; items: readonly InboxItem[]; deeds: Deeds }) {
  const words = w()
  const ids = [...selection.ids.value]
  const chosen = items.filter(({ id }) => selection.ids.value.has(id))
  const on = (chosen[0]?.labels ?? []).filter((id) => chosen.every(({ labels }) => labels.includes(id)))
  return (
    <Selected selection={selection}>
      <Button kind="quiet" busy={deeds.thank.busy.value} onClick={() => void deeds.thank.run(ids)}>
        {words.inbox.thank}
      </Button>
      <LabelMenu on={on} what={{ feedback: ids }} data-deed="label" />
      <Menu
        kind="quiet"
        icon="more"
        aria-label={words.common.act.more}
        items={[
          { label: words.inbox.read, run: () => deeds.mark.run(ids, true) },
          { label: words.inbox.markUnread, run: () => deeds.mark.run(ids, false) },
          { label: words.inbox.complain, run: () => (complaining.value = ids) },
          { label: words.list.selectAll, run: () => selection.set(items.map(({ id }) => id)) },
        ]}
      />
    </Selected>
  )
}
