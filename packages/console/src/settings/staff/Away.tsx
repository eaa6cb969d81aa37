import type { Absence } from '@earshot/sdk/contract'
import type { ComponentChildren } from 'preact'
import { timeOf, wallOf } from '../../complaint/zone.ts'
import { session } from '../../session/session.ts'
import { Check, Input } from '../../ui/Field.tsx'
import { now } from '../../words/format.ts'
import { useEdit } from '../edit.ts'
import * as css from '../Rows.css.ts'
import { Section } from '../Section.tsx'
import { s } from '../words.ts'

interface Draft {
  away: boolean
  /** By the clock of the shop. */
  from: string
  /** Empty: until further notice. */
  until: string
}

/** When somebody is not there. */
export function Away({
  absence,
  title,
  onChange,
}: {
  absence: Absence | null
  title: ComponentChildren
  onChange: (absence: Absence | null) => Promise<unknown>
}) {
  const words = s().staff
  const { timeZone } = session.value!.site
  const wall = (time: string | null | undefined) => (time ? wallOf(Date.parse(time), timeZone) : '')
  const stored: Draft = { away: absence !== null, from: wall(absence?.from), until: wall(absence?.until) }
  const time = (text: string) => {
    const at = timeOf(text, timeZone)
    return at === undefined ? '' : new Date(at).toISOString()
  }
  const edit = useEdit<Draft>(stored, (what) => {
    const { away, from, until } = { ...stored, ...what }
    return onChange(away ? { from: time(from), until: until ? time(until) : null } : null)
  })
  const { value, set, errorAt } = edit
  return (
    <Section title={title} explanation={words.awayMore} edit={edit}>
      <Check
        label={words.isAway}
        checked={value.away}
        onChange={(event) =>
          set({ away: event.currentTarget.checked, from: value.from || wallOf(now.peek(), timeZone) })
        }
      />
      {value.away && (
        <div class={css.pair}>
          <Input
            label={words.from}
            type="datetime-local"
            value={value.from}
            error={errorAt('absence.from')}
            onInput={(event) => set({ from: event.currentTarget.value })}
          />
          <Input
            label={words.until}
            hint={words.untilHint}
            type="datetime-local"
            optional
            value={value.until}
            error={errorAt('absence.until')}
            onInput={(event) => set({ until: event.currentTarget.value })}
          />
        </div>
      )}
    </Section>
  )
}
