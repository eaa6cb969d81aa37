import type { InboxItem } from '@earshot/sdk/contract'
import { Labels } from '../label/Labels.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Item, ItemFoot, ItemNote } from '../ui/Item.tsx'
import { Hidden, Score, Tag, When } from '../ui/Marks.tsx'
import { SelectBox } from '../view/Selected.tsx'
import type { Selection } from '../view/selection.ts'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { arrived } from './arrivals.ts'
import { useMomentName } from '../team/team.ts'
import * as css from './Inbox.css.ts'

/** What somebody said, in the list. */
export function Row({
  item,
  href,
  current,
  selection,
}: {
  item: InboxItem
  href: string
  current: boolean
  selection: Selection
}) {
  const words = w()
  const t = words.inbox
  const momentName = useMomentName()
  const { id, complaint, order, product, attachments, thanked } = item
  const name = item.name ?? words.common.customer.guest
  const about = [momentName(item.moment), order?.id, product?.name ?? product?.sku]
  const stage = complaint && (words.common.stage as Readonly<Record<string, string>>)[complaint.stage]
  return (
    <div class={arrived.value.has(id) ? css.slide : undefined}>
      <Item
        href={href}
        current={current}
        unread={item.unread}
        mark={
          <>
            {item.unread && <Hidden>{t.unread}</Hidden>}
            <SelectBox selection={selection} id={id} label={name} />
            {item.satisfaction !== null && <Score value={item.satisfaction} />}
          </>
        }
        name={name}
        end={
          <span class={css.marks}>
            {attachments.length > 0 && (
              <span class={css.mark} title={t.photos}>
                <Icon name="photo" size={14} />
                <Hidden>{t.photos}</Hidden>
                {attachments.length > 1 && number(attachments.length)}
              </span>
            )}
            <When at={item.receivedAt} />
          </span>
        }
        say={item.words ?? <span class={css.silent}>{t.noWords}</span>}
        lang={item.words ? item.locale : undefined}
      >
        <ItemFoot>
          {complaint && <Tag tone={complaint.stage === 'closed' ? 'plain' : 'amber'}>{stage ?? complaint.stage}</Tag>}
          {thanked && <Tag tone="accent">{t.thanked}</Tag>}
          {item.test && <Tag>{t.test}</Tag>}
          <Labels ids={item.labels} />
          <ItemNote>{about.filter(Boolean).join(' · ')}</ItemNote>
        </ItemFoot>
      </Item>
    </div>
  )
}
