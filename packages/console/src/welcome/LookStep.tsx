import type { Site } from '@earshot/sdk/contract'
import { Preview } from '../settings/Preview.tsx'
import { useSiteEdit } from '../site/site.ts'
import { drawable, Theme } from '../site/Theme.tsx'
import { s } from '../site/words.ts'
import { Step } from './Step.tsx'
import * as css from './Welcome.css.ts'

/** Colours, with the widget as customers will see it. */
export function LookStep({ site }: { site: Site }) {
  const words = s().welcome.look
  const edit = useSiteEdit(site)
  return (
    <Step name="look" title={words.title} more={words.more} edits={[edit]} isDone>
      <div class={css.two}>
        <div class={css.part}>
          <Theme edit={edit} />
          <p class={css.more}>{s().shop.theme.more}</p>
        </div>
        <div class={css.preview}>
          <Preview drafts={{ show: 'purchase', site: drawable(edit.value, site) }} locales={site.locales} />
        </div>
      </div>
    </Step>
  )
}
