import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { Input } from '../../ui/Field.tsx'
import { When } from '../../ui/Marks.tsx'
import { fieldError } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import { Frame, useCaseForm, type FormProps } from './form.tsx'
import * as css from './form.css.ts'

/** Makes it part of another complaint, which is looked for by number, name or words. */
export default function Merge(props: FormProps) {
  const { complaint } = props
  const words = w()
  const form = useCaseForm(props, { text: '', into: '' })
  const { text, into } = form.v
  const asked = useSignal(text)
  useEffect(() => {
    const timer = setTimeout(() => (asked.value = text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text])
  // Nothing typed yet: what the same customer has open, or else the newest.
  const own = complaint.customer
  const filter = asked.value ? { text: asked.value } : own ? { customer: own } : {}
  const found = useQuery({
    queryKey: ['complaints', 'merge', filter],
    queryFn: () => api.complaints.list({ stage: 'open', limit: 12, ...filter }),
  })
  const hits = (found.data?.items ?? []).filter(({ number }) => number !== complaint.number)
  return (
    <Frame
      {...props}
      form={form}
      disabled={into === ''}
      onSend={() => form.give({ command: 'merge', payload: { into } })}
      aside={into && `${words.case.field.chosen}: ${into}`}
    >
      <Input
        type="search"
        label={words.case.field.into}
        placeholder={words.case.field.find}
        value={text}
        error={fieldError(form.error, 'into')}
        onInput={(event) => form.set({ text: event.currentTarget.value })}
      />
      {hits.length > 0 && (
        <div class={css.found} role="group" aria-label={words.case.field.into}>
          {hits.map((one) => (
            <button
              key={one.number}
              type="button"
              class={css.hit}
              aria-pressed={into === one.number}
              onClick={() => form.set({ into: one.number })}
            >
              <span class={css.caption}>
                {one.number} · <span dir="auto">{one.name ?? words.common.customer.guest}</span> ·{' '}
                {words.common.stage[one.stage]} · <When at={one.openedAt} />
              </span>
              <span dir="auto" lang={one.language ?? undefined}>
                {(one.words ?? '').slice(0, 120)}
              </span>
            </button>
          ))}
        </div>
      )}
    </Frame>
  )
}
