import type { FollowupChannel, FollowupRules } from '@earshot/sdk/contract'
import { Button } from '../../ui/Button.tsx'
import { Check } from '../../ui/Field.tsx'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { Section } from '../Section.tsx'
import { s } from '../words.ts'
import { useRules } from './rules.ts'
import { Count, Sentence } from './Sentence.tsx'

const CHANNELS: readonly FollowupChannel[] = ['phone', 'mail', 'link']

/** By which ways, at which hours, how often. */
export function How({ rules: { channels, hours, tries, answerDays, restDays } }: { rules: FollowupRules }) {
  const words = s().followups
  const edit = useRules({ channels, hours, tries, answerDays, restDays })
  const { value, set, errorAt } = edit
  const [from, until] = value.hours
  const move = (channel: FollowupChannel) => {
    const at = value.channels.indexOf(channel)
    const others = value.channels.filter((one) => one !== channel)
    set({ channels: others.toSpliced(at - 1, 0, channel) })
  }
  const shown = [...value.channels, ...CHANNELS.filter((one) => !value.channels.includes(one))]
  const error = ['channels', 'hours', 'tries', 'answerDays', 'restDays'].map(errorAt).find(Boolean)
  return (
    <Section title={words.how} explanation={words.howMore} edit={edit}>
      <Rows label={words.channels}>
        {shown.map((channel) => {
          const on = value.channels.includes(channel)
          return (
            <Line
              key={channel}
              name={
                <Check
                  label={words.channel[channel]}
                  checked={on}
                  disabled={on && value.channels.length === 1}
                  onChange={() =>
                    set({
                      channels: on ? value.channels.filter((one) => one !== channel) : [...value.channels, channel],
                    })
                  }
                />
              }
              end={
                on &&
                value.channels.indexOf(channel) > 0 && (
                  <Button
                    kind="quiet"
                    icon="up"
                    aria-label={words.sooner(words.channel[channel])}
                    onClick={() => move(channel)}
                  />
                )
              }
            />
          )
        })}
      </Rows>
      <Sentence text={words.rules.hours}>
        {[
          <input
            class={css.small}
            type="time"
            aria-label={words.hoursFrom}
            value={from}
            onInput={(event) => set({ hours: [event.currentTarget.value, until] })}
          />,
          <input
            class={css.small}
            type="time"
            aria-label={words.hoursUntil}
            value={until === '24:00' ? '00:00' : until}
            onInput={(event) => {
              const time = event.currentTarget.value
              set({ hours: [from, time === '00:00' ? '24:00' : time] })
            }}
          />,
        ]}
      </Sentence>
      <Sentence text={words.rules.tries}>
        {[<Count of={words.tries} value={value.tries} min={1} max={10} onChange={(tries) => set({ tries })} />]}
      </Sentence>
      <Sentence text={words.rules.answer}>
        {[
          <Count
            of={words.answerDays}
            value={value.answerDays}
            min={1}
            max={14}
            onChange={(answerDays) => set({ answerDays })}
          />,
        ]}
      </Sentence>
      <Sentence text={words.rules.rest}>
        {[<Count of={words.restDays} value={value.restDays} max={365} onChange={(restDays) => set({ restDays })} />]}
      </Sentence>
      {error && <p class={css.wrong}>{error}</p>}
    </Section>
  )
}
