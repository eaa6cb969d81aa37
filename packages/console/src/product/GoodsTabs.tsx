import { href, path } from '../shell/address.ts'
import * as panes from '../shell/Panes.css.ts'
import { Tabs, Views } from '../shell/Panes.tsx'
import { w } from '../words/words.ts'
import { s } from './words.ts'

/** From one of them to the others. On a phone what is open has the room. */
export function GoodsTabs({ open = false }: { open?: boolean }) {
  const words = s().goods
  const [, of] = path.value.split('/')
  const tab = (name: string, label: string) => ({ href: href(`/${name}`), label, on: of === name })
  const tabs = (
    <Views>
      <Tabs
        label={words.tabs}
        items={[
          tab('products', w().common.nav.products),
          tab('clusters', words.clusters),
          tab('causes', words.causes),
          tab('improvements', words.improvements),
        ]}
      />
    </Views>
  )
  return <div class={open ? panes.hideNarrow : undefined}>{tabs}</div>
}
