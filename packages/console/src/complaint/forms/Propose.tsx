import type { ProposedSolution } from '@earshot/sdk/contract'
import { useEffect } from 'preact/hooks'
import { me } from '../../session/session.ts'
import { go, hrefWith, param } from '../../shell/address.ts'
import { usePolicy } from '../../team/team.ts'
import { Button } from '../../ui/Button.tsx'
import { fieldError, Hint } from '../../ui/States.tsx'
import { money } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { Chips, openIn, useSolutions } from './Chips.tsx'
import { filled, Frame, useCaseForm, type FormProps } from './form.tsx'
import { fieldsOf, newRemedy, proposalOf, wayOf, wishedOf, type RemedyFields } from './remedy.ts'
import { Remedy } from './Remedy.tsx'
import { Say } from './Say.tsx'

interface Fields {
  remedies: RemedyFields[]
  words: string
  solution: string
}

/** Who the remedy goes to next, in words. */
function useWay(props: FormProps, remedies: readonly RemedyFields[], timeZone: string): string | undefined {
  const policy = usePolicy()
  const words = w().case.limit
  if (!policy) return undefined
  const prices = remedies.map((remedy) => proposalOf(remedy, timeZone) ?? {})
  const way = wayOf(prices, props.complaint.level, me.value.role, policy.limits)
  const name = props.complaint.name?.split(' ')[0] ?? words.them
  const currency = policy.limits.currency ?? remedies[0]?.currency ?? 'EUR'
  if (way.to === 'customer')
    return way.limit === null ? words.free(name) : words.within(money(way.limit, currency), name)
  return way.because === 'limit' ? words.above(money(way.limit, currency)) : words[way.because]
}

/** Proposes a remedy or several; what was just received is assessed and proposed in one go. */
export default function Propose(props: FormProps) {
  const { complaint, name } = props
  const t = w().case
  const { timeZone } = me.value.site
  const form = useCaseForm<Fields>(props, {
    remedies: [newRemedy(complaint, wishedOf(complaint))],
    words: '',
    solution: '',
  })
  const { remedies, words, solution } = form.v
  const proven = useSolutions(complaint).filter(({ remedy }) => remedy)
  const choose = ({ solution: { id }, remedy }: ProposedSolution) =>
    form.set({ solution: id, remedies: [fieldsOf(remedy!, complaint, timeZone), ...remedies.slice(1)] })
  // One that was pressed before the form was open.
  const wanted = proven.find(({ solution: { id } }) => id === param('with'))
  useEffect(() => {
    if (!wanted) return
    choose(wanted)
    go(hrefWith({ with: undefined }), { replace: true })
  }, [wanted])
  const way = useWay(props, remedies, timeZone)
  const open = [...new Set(remedies.flatMap(({ terms }) => openIn(terms)))]
  const whole = remedies.every((remedy) => remedy.terms.trim() !== '' && proposalOf(remedy, timeZone))
  const send = () => {
    const plans = remedies.map((remedy) => proposalOf(remedy, timeZone)!)
    const besides = filled({ words, solution })
    return name === 'resolve'
      ? form.give({ command: 'resolve', payload: { remedy: plans[0]!, ...besides } })
      : form.give({ command: 'propose', payload: { remedies: plans, ...besides } })
  }
  return (
    <Frame {...props} form={form} onSend={send} disabled={!whole} aside={way}>
      <Chips label={t.solution.title} items={proven} chosen={solution} onChoose={choose} />
      {remedies.map((remedy, i) => (
        <Remedy
          key={i}
          complaint={complaint}
          value={remedy}
          n={i + 1}
          onChange={(changed) => form.set({ remedies: remedies.with(i, changed) })}
          onRemove={remedies.length > 1 ? () => form.set({ remedies: remedies.toSpliced(i, 1) }) : undefined}
        />
      ))}
      {open.length > 0 && (
        <Hint>
          {t.solution.missing(open.map((one) => t.solution.place[one as keyof typeof t.solution.place]).join(', '))}
        </Hint>
      )}
      <Say
        complaint={complaint}
        label={t.field.wordsBeside}
        optional
        value={words}
        onWords={(said) => form.set({ words: said })}
        error={fieldError(form.error, 'words')}
      />
      {name === 'propose' && remedies.length < 5 && (
        <div>
          <Button
            kind="quiet"
            icon="capture"
            onClick={() => form.set({ remedies: [...remedies, newRemedy(complaint, 'refund')] })}
          >
            {t.field.addRemedy}
          </Button>
        </div>
      )}
    </Frame>
  )
}
