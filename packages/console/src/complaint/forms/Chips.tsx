import type { Complaint, ProposedSolution } from '@earshot/sdk/contract'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { money, number, percent } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import * as css from './form.css.ts'

function useProposed({ number: of, category }: Complaint) {
  return useQuery({
    queryKey: ['solutions', 'for', of, category],
    queryFn: () => api.solutions.proposed(of, { limit: 12 }),
  })
}

/** What suits this complaint, the likeliest first. */
export function useSolutions(complaint: Complaint): readonly ProposedSolution[] {
  return useProposed(complaint).data ?? []
}

/** Whether that is still asked for, for the first time. */
export function useSolutionsAwaited(complaint: Complaint): boolean {
  return useProposed(complaint).isLoading
}

/** Below so many decisions a share says too little, and the counts are told. */
const FEW = 10

function told(decided: number, confirmed: number): string | null {
  if (decided === 0) return null
  return decided < FEW ? w().case.solution.of(number(confirmed), number(decided)) : percent(confirmed / decided, 0)
}

/** How often it was used, and how often that satisfied: `used 31 ×, 94 % confirmed`. */
function record({ uses, decided, confirmed }: ProposedSolution['solution']): string {
  if (uses === 0) return ''
  return w().case.solution.used(number(uses), told(decided, confirmed))
}

/** Proven remedies, or words, to begin with. */
export function Chips({
  label,
  items,
  chosen,
  onChoose,
}: {
  label: string
  items: readonly ProposedSolution[]
  chosen: string | undefined
  onChoose: (solution: ProposedSolution) => void
}) {
  if (items.length === 0) return null
  const words = w().case.solution
  return (
    <div class={css.proven} role="group" aria-label={label}>
      <span class={css.caption}>{label}</span>
      {items.slice(0, 6).map((item) => {
        const { solution, remedy } = item
        return (
          <button
            key={solution.id}
            type="button"
            class={css.chip}
            aria-pressed={chosen === solution.id}
            title={[item.words, item.because.map((one) => words.because[one]).join(', ')].join('\n')}
            onClick={() => onChoose(item)}
          >
            <span dir="auto">
              {solution.title}
              {remedy?.cost ? ` · ${money(remedy.cost, remedy.currency ?? 'EUR')}` : ''}
            </span>
            <span class={css.chipMore}>{record(solution)}</span>
          </button>
        )
      })}
    </div>
  )
}

/** Says in place what is to be filled in. */
export function unfilled(open: readonly string[]): string | undefined {
  const { missing, place } = w().case.solution
  return open.length > 0 ? missing(open.map((one) => place[one as keyof typeof place]).join(', ')) : undefined
}

/** Names of what a solution leaves open, as they still stand in the words: `{order}`. */
export function openIn(words: string): string[] {
  return [...new Set([...words.matchAll(/\{(name|number|order|product|shop|staff)\}/g)].map((match) => match[1]!))]
}
