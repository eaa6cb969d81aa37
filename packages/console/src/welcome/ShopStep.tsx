import type { Policy, Site } from '@earshot/sdk/contract'
import { useEffect } from 'preact/hooks'
import { About, guessedZone } from '../site/About.tsx'
import { useHoursEdit } from '../site/ShopPart.tsx'
import { useSiteEdit } from '../site/site.ts'
import { Week } from '../site/Week.tsx'
import { s } from '../site/words.ts'
import { Step } from './Step.tsx'
import * as css from './Welcome.css.ts'

/** Name, languages, time zone, working hours. */
export function ShopStep({ site, policy }: { site: Site; policy: Policy }) {
  const words = s().welcome.shop
  const edit = useSiteEdit(site)
  const hours = useHoursEdit(policy)
  const guessed = guessedZone()
  // Nobody chose it yet: the owner's browser knows better than the server does.
  useEffect(() => {
    if (site.timeZone === 'UTC' && site.version === 1 && guessed !== 'UTC') edit.set({ timeZone: guessed })
  }, [])
  return (
    <Step name="shop" title={words.title} more={words.more} edits={[edit, hours]} isDone>
      <About edit={edit} guessed={guessed} />
      <section class={css.part}>
        <h2 class={css.sub}>{s().shop.hours.title}</h2>
        <p class={css.more}>{s().shop.hours.more}</p>
        <Week value={hours.value.week} onChange={(week) => hours.set({ week })} />
      </section>
    </Step>
  )
}
