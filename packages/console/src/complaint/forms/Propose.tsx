import type { ProposedSolution } from '@earshot/sdk/contract'
import { useEffect } from 'preact/hooks'
import { me } from '../../session/session.ts'
import { go, hrefWith, param } from '../../shell/address.ts'
import { usePolicy } from '../../team/team.ts'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { fieldError } from '../../ui/States.tsx'
import { money } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { Chips, openIn, unfilled, useSolutions } from './Chips.tsx'
import { filled, Frame, useCaseForm, type FormProps } from './form.tsx'
import { fieldsOf, newRemedy, proposalOf, wayOf, wishedOf, type RemedyFields } from './remedy.ts'
import { Remedy } from './Remedy.tsx'
import { Say } from './Say.tsx'

interface Fields {
  remedies: RemedyFields[]
  words: string
  /** Why it should be approved, where somebody has to. */
  reason: string
  solution: string
}

/** Who the remedy goes to next, in words, and whether that is somebody who has to approve it. */
function useWay(
  props: FormProps,
  remedies: readonly RemedyFields[],
  timeZone: string,
): { told: string; waits: boolean } | undefined {
  const policy = usePolicy()
  const words = w().case.limit
  if (!policy) return undefined
  const prices = remedies.map((remedy) => proposalOf(remedy, timeZone) ?? {})
  const way = wayOf(prices, props.complaint.level, me.value.role, policy.limits)
  const name = props.complaint.name?.split(' ')[0] ?? words.them
  const currency = policy.limits.currency ?? remedies[0]?.currency ?? 'EUR'
  if (way.to === 'customer')
    return {
      told: way.limit === null ? words.free(name) : words.within(money(way.limit, currency), name),
      waits: false,
    }
  return { told: way.because === 'limit' ? words.above(money(way.limit, currency)) : words[way.because], waits: true }
}

/** Proposes a remedy or several; what was just received is assessed and proposed in one go. */
export default function Propose(props: FormProps) {
  const { complaint, name } = props
  const t = w().case
  const { timeZone } = me.value.site
  const form = useCaseForm<Fields>(props, {
    remedies: [newRemedy(complaint, wishedOf(complaint))],
    words: '',
    reason: '',
    solution: '',
  })
  const { remedies, words, reason, solution } = form.v
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
  const open = [...new Set(remedies.flatMap(({ terms }) => openIn(terms)).concat(openIn(words)))]
  const whole = remedies.every((remedy) => remedy.terms.trim() !== '' && proposalOf(remedy, timeZone))
  const send = () => {
    const plans = remedies.map((remedy) => proposalOf(remedy, timeZone)!)
    const besides = filled({ words, solution, reason: way?.waits ? reason.trim() : '' })
    return name === 'resolve'
      ? form.give({ command: 'resolve', payload: { remedy: plans[0]!, ...besides } })
      : form.give({ command: 'propose', payload: { remedies: plans, ...besides } })
  }
  return (
    <Frame {...props} form={form} onSend={send} disabled={!whole} left={open} aside={way?.told}>
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
      <Say
        complaint={complaint}
        label={t.field.wordsBeside}
        optional
        value={words}
        onWords={(said) => form.set({ words: said })}
        error={fieldError(form.error, 'words') ?? unfilled(openIn(words))}
        hint={way?.waits ? t.field.wordsWait : undefined}
      />
      {way?.waits && (
        <Area
          label={t.field.whyApprove}
          hint={t.hint.note}
          optional
          value={reason}
          rows={2}
          maxLength={2000}
          error={fieldError(form.error, 'reason')}
          onInput={(event) => form.set({ reason: event.currentTarget.value })}
        />
      )}
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
