import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { Answer } from '../shell/Answer.tsx'
import { Bar } from '../shell/Panes.tsx'
import { number, percent } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Visit.css.ts'

/** How many of those were visited who should be, of the last 30 days. */
export function Coverage({ back }: { back: string }) {
  const words = w().followup
  const query = useQuery({ queryKey: ['followups', 'coverage'], queryFn: () => api.followups.coverage() })
  return (
    <>
      <Bar title={words.coverage} level={2} back={back}>
        <span class={css.label}>{words.last30}</span>
      </Bar>
      <Answer query={query}>
        {(data) => (
          <div class={css.inner}>
            <div class={css.tiles}>
              <Tile
                label={words.members}
                share={data.members.share}
                n={data.members.visited}
                of={data.members.bought}
              />
              <Tile
                label={words.closed}
                share={data.complaints.share}
                n={data.complaints.withinThreeDays}
                of={data.complaints.closed}
              />
            </div>
            <div class={css.wide} tabIndex={0} role="region" aria-label={words.coverage}>
              <table class={css.table}>
                <thead>
                  <tr>
                    {(['kind', 'due', 'done', 'satisfied', 'unreached', 'skipped'] as const).map((name) => (
                      <th key={name} scope="col" class={css.cell}>
                        {words.table[name]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.kinds.map((one) => (
                    <tr key={one.kind}>
                      <th scope="row" class={css.cell}>
                        {words.kinds[one.kind]}
                      </th>
                      {(['due', 'done', 'satisfied', 'unreached', 'skipped'] as const).map((name) => (
                        <td key={name} class={css.cell}>
                          {number(one[name])}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        )}
      </Answer>
    </>
  )
}

function Tile({ label, share, n, of }: { label: string; share: number | null; n: number; of: number }) {
  return (
    <div class={css.tile}>
      <span class={css.label}>{label}</span>
      <span class={css.figure}>{share === null ? '–' : percent(share, 0)}</span>
      <span class={css.label}>{w().followup.of(number(n), number(of))}</span>
    </div>
  )
}
