import { useLayoutEffect, useRef } from 'preact/hooks'
import { Lookup } from '../customer/Lookup.tsx'
import { me } from '../session/session.ts'
import { Button } from '../ui/Button.tsx'
import { Input, Select } from '../ui/Field.tsx'
import { useLanguages } from '../words/languages.ts'
import { w } from '../words/words.ts'
import type { PartProps } from './Capture.tsx'
import { type Fields, withCustomer, withoutCustomer } from './form.ts'
import * as css from './Capture.css.ts'

const REACH = ['name', 'phone', 'email', 'company', 'address'] as const
const TYPES = { name: 'text', phone: 'tel', email: 'email', company: 'text', address: 'text' } as const

/** Who said it: looked up while they are typed, or written down. */
export function Who({ fields, set, wrong }: PartProps) {
  const t = w().capture
  const { locale } = me.value.site
  const who = useRef<HTMLDivElement>(null)
  const turned = useRef(false)
  const turn = (next: Fields) => {
    turned.current = true
    set(next)
  }
  // What was pressed gives way to the other: the focus goes there.
  useLayoutEffect(() => {
    if (turned.current) who.current!.querySelector<HTMLElement>('input, button')!.focus()
    turned.current = false
  }, [fields.customer])
  return (
    <section class={css.part}>
      <h2 class={css.heading}>{t.customer}</h2>
      <div ref={who}>
        {fields.customer ? (
          <p class={css.chosen} role="status">
            <span dir="auto">{t.chosen(fields.customerName)}</span>
            <Button kind="quiet" onClick={() => turn(withoutCustomer(fields, locale))}>
              {t.unchoose}
            </Button>
          </p>
        ) : (
          <Lookup
            hint={t.findHint}
            none={t.nobody}
            value={fields.find}
            onText={(find) => set({ find })}
            onPick={(found) => turn(withCustomer(fields, found, locale))}
          />
        )}
      </div>
      <div class={css.pair}>
        {REACH.map((name) => (
          <Input
            key={name}
            label={t[name]}
            type={TYPES[name]}
            autocomplete="off"
            value={fields[name]}
            error={wrong(`contact.${name}`)}
            onInput={(event) => set({ [name]: event.currentTarget.value })}
          />
        ))}
        <Select
          label={t.language}
          options={useLanguages(fields.language, locale)}
          value={fields.language}
          onChange={(event) => set({ language: event.currentTarget.value })}
        />
      </div>
      {fields.complaint && !fields.email && !fields.phone && <p class={css.hint}>{t.noReach}</p>}
    </section>
  )
}
