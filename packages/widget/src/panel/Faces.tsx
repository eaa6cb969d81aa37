import type { Asking } from './asking.ts'
import * as css from './Faces.css.ts'
import { Options } from './Options.tsx'

/** Told apart by shape alone: brows and frown, frown, flat, smile, open mouth. */
const FACES = [
  'M12 13l5 3m11-3-5 3m-8 3v.5m10-.5v.5M13.5 28q6.5-6.5 13 0',
  'M15 16v1m10-1v1M14 27.5q6-4.5 12 0',
  'M15 16v1m10-1v1M14 26h12',
  'M15 16v1m10-1v1M13 24q7 6.5 14 0',
  'M15 14.5v1m10-1v1M12 22h16a8 8 0 0 1-16 0z',
].map((face) => `M20 3.5a16.5 16.5 0 1 0 .01 0z${face}`)

/** Satisfaction, 1 (worst) to 5. */
export function Faces(asking: Asking<'satisfaction'>) {
  const { talk, question } = asking
  return (
    <Options
      asking={asking}
      look={css.faces}
      picks={FACES.map((face, at) => ({
        value: at + 1,
        look: `${css.face} ${at < 2 ? css.low : at > 2 ? css.high : ''}`,
        shown: [
          <svg viewBox="0 0 40 40" aria-hidden="true">
            <path d={face} />
          </svg>,
          <span>{talk.say(question.labels[at])}</span>,
        ],
      }))}
    />
  )
}
