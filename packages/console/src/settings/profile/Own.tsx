import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { me } from '../../session/session.ts'
import { Bar } from '../../shell/Panes.tsx'
import { Fault, Wait } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import * as css from '../Section.css.ts'
import { worded } from '../words.ts'
import { Profile } from './Profile.tsx'

/** The screen of one's own settings, which every role has. */
export default function Own() {
  const ready = useSignal(false)
  const failed = useSignal<unknown>(undefined)
  const load = () => {
    failed.value = undefined
    worded(Promise.resolve()).then(
      () => (ready.value = true),
      (error: unknown) => (failed.value = error),
    )
  }
  useEffect(load, [])
  return (
    <>
      <Bar title={w().common.me.profile} />
      <div class={css.page}>
        <h2 class={css.explanation}>
          <bdi>{me.value.name}</bdi> · {w().common.me.roles[me.value.role]}
        </h2>
        {failed.value ? <Fault error={failed.value} again={load} /> : ready.value ? <Profile /> : <Wait />}
      </div>
    </>
  )
}
