import type { SeenOrigin, SiteSnippet } from '@earshot/sdk/contract'
import { useAct } from '../api/act.ts'
import { queries } from '../api/query.ts'
import { may } from '../session/session.ts'
import { Button } from '../ui/Button.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Fault } from '../ui/States.tsx'
import { when } from '../words/format.ts'
import { s } from './words.ts'
import * as css from './Site.css.ts'
import { changeSite, useSite } from './site.ts'

/** Where the script was seen; what may not send yet can be allowed. */
export function Seen({ snippet, waiting }: { snippet: SiteSnippet; waiting?: boolean }) {
  const words = s().shop.seen
  const { seen } = snippet
  const works = seen.find(({ allowed }) => allowed)
  return (
    <div class={css.own}>
      {waiting && (
        <p class={works ? css.good : css.hint} role="status">
          {works ? words.works(works.origin) : seen[0] ? words.notYet(seen[0].origin) : words.waiting}
        </p>
      )}
      {seen.length === 0 && !waiting && <p class={css.hint}>{words.none}</p>}
      <ul class={css.rows}>
        {seen.map((one) => (
          <One key={one.origin} one={one} />
        ))}
      </ul>
    </div>
  )
}

function One({ one: { origin, lastAt, allowed } }: { one: SeenOrigin }) {
  const words = s().shop.seen
  const site = useSite().data
  const allow = useAct(async () => {
    if (!site) return
    await changeSite({ origins: [...site.origins, origin] }, site)
    await queries.invalidateQueries({ queryKey: ['site', 'snippet'] })
  })
  return (
    <li class={css.line}>
      <div class={css.grow}>
        <span class={css.strong} dir="ltr">
          {origin}
        </span>
        <span class={css.hint}>
          {words.ok(when(lastAt))}
          {!allowed && ` · ${words.refusedMore}`}
        </span>
        <Fault error={allow.error.value} />
      </div>
      {allowed || !may('owner') ? (
        <Tag>{allowed ? words.allowed : words.refused}</Tag>
      ) : (
        <Button kind="go" busy={allow.busy.value} onClick={() => void allow.run()}>
          {words.allow}
        </Button>
      )}
    </li>
  )
}
