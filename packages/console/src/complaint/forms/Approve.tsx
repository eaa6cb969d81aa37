import { me } from '../../session/session.ts'
import { usePolicy } from '../../team/team.ts'
import { fieldError } from '../../ui/States.tsx'
import { money } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { besideOf, proposalIn } from '../proposal.ts'
import { doneBy } from '../saying.ts'
import { Frame, useCaseForm, type FormProps } from './form.tsx'
import { within } from './remedy.ts'
import { Say } from './Say.tsx'
import * as css from './form.css.ts'

/** Chooses one of what was proposed, and offers it to the customer. */
export default function Approve(props: FormProps) {
  const { complaint } = props
  const words = w()
  const policy = usePolicy()
  const proposed = complaint.remedies.filter(({ state }) => state === 'proposed')
  const proposal = proposalIn(complaint)
  const said = proposal?.words ?? ''
  const form = useCaseForm(props, { remedy: proposed[0]?.id ?? '', words: said })
  const chosen = proposed.find(({ id }) => id === form.v.remedy) ?? proposed[0]
  const limit = policy?.limits[me.value.role]
  const above = chosen && policy && typeof limit === 'number' && !within(chosen, me.value.role, policy.limits)
  return (
    <Frame
      {...props}
      form={form}
      disabled={!chosen || above === true}
      aside={above && words.case.limit.higher(money(limit, policy.limits.currency ?? chosen.currency ?? 'EUR'))}
      onSend={() => form.give({ command: 'approve', payload: { remedy: chosen!.id, ...besideOf(form.v.words, said) } })}
    >
      {proposal?.reason && (
        <p class={css.hint} dir="auto">
          {doneBy(proposal.entry)}: {proposal.reason}
        </p>
      )}
      <fieldset class={css.findings}>
        <legend class={css.legend}>{words.case.field.approveWhich}</legend>
        {proposed.map((remedy) => (
          <label
            key={remedy.id}
            class={css.part}
            style={{ gridTemplateColumns: 'auto 1fr', alignItems: 'start', cursor: 'pointer' }}
          >
            <input
              type="radio"
              name="remedy"
              checked={remedy.id === chosen?.id}
              onChange={() => form.set({ remedy: remedy.id })}
            />
            <span>
              <b>{words.common.remedy[remedy.kind]}</b>
              {remedy.cost ? ` · ${money(remedy.cost, remedy.currency ?? 'EUR')}` : ''}
              <br />
              <span dir="auto">{remedy.terms}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Say
        complaint={complaint}
        label={words.case.field.wordsBeside}
        optional
        value={form.v.words}
        onWords={(said) => form.set({ words: said })}
        error={fieldError(form.error, 'words')}
        hint={said && words.case.field.wordsOf(doneBy(proposal!.entry))}
      />
    </Frame>
  )
}
