import { may } from '../session/session.ts'
import { href } from '../shell/address.ts'
import { notice } from '../shell/Shell.css.ts'
import { w } from '../words/words.ts'
import { useDemo } from './demo.ts'

/** Says on each screen that what is seen is made up. */
export function DemoBanner() {
  const { data } = useDemo()
  if (!data || data.state === 'none') return null
  const words = w().start.demo
  return (
    <div class={notice} role="status">
      {words.banner}
      {may('owner') && (
        <a href={href('/settings/shop')} style={{ textDecoration: 'underline' }}>
          {words.act}
        </a>
      )}
    </div>
  )
}
