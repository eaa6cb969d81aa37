import { useQuery } from '../api/query.ts'
import { may } from '../session/session.ts'
import { href } from '../shell/address.ts'
import { LinkButton } from '../ui/Button.tsx'
import { w } from '../words/words.ts'
import { isFresh } from './lead.ts'
import * as css from './Welcome.css.ts'

/** In an inbox that is empty: the way to have somebody say something. For owners of shops that are not set up yet. */
export function WelcomeCard() {
  const { data } = useQuery({ queryKey: ['site', 'fresh'], queryFn: isFresh, enabled: may('owner') })
  if (!data) return null
  const words = w().start.card
  return (
    <div class={css.card}>
      <strong>{words.title}</strong>
      <p>{words.more}</p>
      <LinkButton kind="go" href={href('/welcome')}>
        {words.go}
      </LinkButton>
    </div>
  )
}
