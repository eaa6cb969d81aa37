import { me } from '../../session/session.ts'
import { fieldError } from '../../ui/States.tsx'
import { Area } from '../../ui/Field.tsx'
import { w } from '../../words/words.ts'
import { timeOf, wallOf } from '../zone.ts'
import { Attach } from './Attach.tsx'
import { Chips, openIn, unfilled, useSolutions } from './Chips.tsx'
import { filled, Frame, useCaseForm, type FormProps } from './form.tsx'
import { Promised } from './Promised.tsx'
import { Say } from './Say.tsx'

interface Fields {
  words: string
  attachments: string[]
  promise: string
  solution: string
}

/** What is taken by each, besides words. */
const TAKES: Readonly<Record<string, { photos?: true; promise?: true; solution?: true }>> = {
  message: { photos: true, promise: true, solution: true },
  answer: { photos: true, solution: true },
  ask: { photos: true, solution: true },
  explain: { solution: true },
  note: { photos: true },
}

/** Words to the customer, or a note: message, question, answer, explanation. */
export default function Write(props: FormProps) {
  const { complaint, name } = props
  const t = w().case
  const { timeZone } = me.value.site
  const form = useCaseForm<Fields>(props, { words: '', attachments: [], promise: '', solution: '' })
  const { words, attachments, promise, solution } = form.v
  const takes = TAKES[name] ?? {}
  const proven = useSolutions(complaint).filter(({ remedy }) => !remedy)
  const label = { ask: t.field.question, explain: t.field.explanation, note: t.field.note }[name as string]
  const at = promise ? timeOf(promise, timeZone) : undefined
  const open = name === 'note' ? [] : openIn(words)
  const template = proven.find((item) => item.solution.id === solution)?.words
  const send = () => {
    const said = { words, ...filled({ attachments }) }
    const used = filled({ solution })
    if (name === 'explain')
      return complaint.possible.includes('assess')
        ? form.give({ command: 'assess', payload: { founded: false, words, ...used } })
        : form.give({ command: 'reassess', payload: { words, ...used } })
    if (name === 'message') {
      const promised = at === undefined ? {} : { promise: new Date(at).toISOString() }
      return form.give({ command: 'message', payload: { ...said, ...promised, ...used } })
    }
    if (name === 'note') return form.give({ command: 'note', payload: said })
    return form.give({ command: name as 'answer' | 'ask', payload: { ...said, ...used } })
  }
  return (
    <Frame {...props} form={form} onSend={send} disabled={words.trim() === ''} left={open}>
      {takes.solution && (
        <Chips
          label={t.solution.templates}
          items={proven}
          chosen={solution}
          onChoose={(item) =>
            form.set({
              solution: item.solution.id,
              // What was written stays; a template that nobody has touched gives way to the next.
              words: words.trim() === '' || words === template ? item.words : `${words}\n\n${item.words}`,
            })
          }
        />
      )}
      {name === 'note' ? (
        <Area
          label={t.field.note}
          value={words}
          rows={3}
          maxLength={10_000}
          error={fieldError(form.error, 'words')}
          onInput={(event) => form.set({ words: event.currentTarget.value })}
        />
      ) : (
        <Say
          complaint={complaint}
          label={label ?? t.field.words}
          value={words}
          onWords={(said) => form.set({ words: said })}
          onPromise={takes.promise && ((date) => form.set({ promise: wallOf(date, timeZone) }))}
          error={fieldError(form.error, 'words') ?? unfilled(open)}
        />
      )}
      {takes.promise && (
        <Promised
          label={t.field.promise}
          optional
          value={promise}
          onDate={(date) => form.set({ promise: date })}
          error={fieldError(form.error, 'promise')}
        />
      )}
      {takes.photos && <Attach value={attachments} onPhotos={(ids) => form.set({ attachments: ids })} />}
    </Frame>
  )
}
