import type { Complaint, Stage } from '@earshot/sdk/contract'
import { Hidden } from '../ui/Marks.tsx'
import { w } from '../words/words.ts'
import * as css from './Stages.css.ts'

const FOUNDED: readonly Stage[] = [
  'received',
  'investigating',
  'approving',
  'offered',
  'fulfilling',
  'confirming',
  'closed',
]
const UNFOUNDED: readonly Stage[] = ['received', 'explained', 'closed']

/** The way that this complaint takes, as far as one can see. */
function wayOf({ stage, history }: Pick<Complaint, 'stage' | 'history'>): readonly Stage[] {
  const last = history.findLast((entry) => entry.stage !== 'closed')?.stage
  return stage === 'explained' || (stage === 'closed' && last === 'explained') ? UNFOUNDED : FOUNDED
}

/** Where it stands on its way. On a phone the present step is named, the others are dots. */
export function Stages({ complaint }: { complaint: Complaint }) {
  const words = w()
  const { stage, outcome } = complaint
  const way = wayOf(complaint)
  const at = way.indexOf(stage)
  const name = (one: Stage) => (one === 'closed' && outcome ? words.common.outcome[outcome] : words.common.stage[one])
  return (
    <div class={css.way}>
      <Hidden>{words.case.stageNow(name(stage), at + 1, way.length)}</Hidden>
      <ol class={css.stages} aria-label={words.case.stages}>
        {way.map((one, i) => (
          <li
            key={one}
            title={name(one)}
            class={i < at || stage === 'closed' ? css.done : i === at ? css.now : css.later}
            aria-current={i === at ? 'step' : undefined}
          >
            <span class={css.name}>{name(one)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
