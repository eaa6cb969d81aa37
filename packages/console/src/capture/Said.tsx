import { Heard } from '@earshot/sdk/contract'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Attach } from '../complaint/forms/Attach.tsx'
import { wallOf } from '../complaint/zone.ts'
import { me } from '../session/session.ts'
import { Area, Input } from '../ui/Field.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { useLater } from '../ui/later.ts'
import { Score } from '../ui/Marks.tsx'
import { now } from '../words/format.ts'
import { w } from '../words/words.ts'
import type { PartProps } from './Capture.tsx'
import type { Channel } from './form.ts'
import * as css from './Capture.css.ts'

const ICONS: Readonly<Record<Channel, IconName>> = {
  phone: 'call',
  counter: 'person',
  letter: 'note',
  fax: 'print',
  visit: 'customer',
  email: 'send',
  message: 'complaint',
  other: 'more',
}

/** How it came, in which words, when, and who heard it. */
export function Said({ fields, set, wrong }: PartProps) {
  const words = w()
  const t = words.capture
  const area = useRef<HTMLDivElement>(null)
  const painted = useLater(true)
  useLayoutEffect(() => area.current!.querySelector('textarea')!.focus(), [])
  return (
    <section class={css.part}>
      <fieldset>
        <legend class={css.legend}>{t.channel}</legend>
        <div class={css.channels}>
          {Heard.options.map((channel) => (
            <label key={channel} class={css.choice}>
              <input
                type="radio"
                name="channel"
                class={css.radio}
                checked={fields.channel === channel}
                onChange={() => set({ channel })}
              />
              <Icon name={ICONS[channel]} size={18} />
              {words.common.channel[channel]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class={css.words} ref={area}>
        <Area
          label={t.words}
          hint={t.wordsHint}
          rows={5}
          lang={fields.language}
          maxLength={5000}
          value={fields.words}
          error={wrong('reason')}
          onInput={(event) => set({ words: event.currentTarget.value })}
        />
      </div>
      {painted && <Further fields={fields} set={set} wrong={wrong} />}
    </section>
  )
}

/** What can be told besides. */
function Further({ fields, set, wrong }: PartProps) {
  const words = w()
  const t = words.capture
  return (
    <>
      <Attach value={fields.photos} onPhotos={(photos) => set({ photos })} />
      <fieldset>
        <legend class={css.legend}>{t.satisfaction}</legend>
        <div class={css.scores}>
          {[0, 1, 2, 3, 4, 5].map((score) => (
            <label key={score} class={css.choice}>
              <input
                type="radio"
                name="satisfaction"
                class={css.radio}
                checked={fields.satisfaction === score}
                onChange={() => set({ satisfaction: score })}
              />
              {score > 0 && <Score value={score} />}
              {score === 0 ? t.untold : words.common.satisfaction.names[score - 1]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class={css.pair}>
        <Input
          label={t.saidAt}
          hint={t.saidAtHint}
          type="datetime-local"
          max={wallOf(now.value, me.value.site.timeZone)}
          value={fields.saidAt}
          error={wrong('saidAt')}
          onInput={(event) => set({ saidAt: event.currentTarget.value })}
        />
        <Input
          label={t.heardBy}
          placeholder={me.value.name}
          maxLength={200}
          autocomplete="off"
          value={fields.heardBy}
          error={wrong('recordedBy')}
          onInput={(event) => set({ heardBy: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
