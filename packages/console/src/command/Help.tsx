import { w } from '../words/words.ts'
import { Check } from '../ui/Field.tsx'
import { Kbd } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { commands, shownKeys, singleKeys, type Command } from './commands.ts'
import { helpOpen } from './Palette.tsx'
import { rememberKeys } from './preference.ts'
import * as css from './Palette.css.ts'

/** The shortcuts that work here and everywhere. */
export function Help() {
  if (!helpOpen.value) return null
  const words = w().common
  const group = (name: 'here' | 'everywhere') => {
    const list = commands.value.filter(({ keys, group = 'here' }) => keys && group === name)
    return list.length > 0 ? <Group title={words.keys[name]} list={list} /> : null
  }
  return (
    <Dialog title={words.keys.title} onClose={() => (helpOpen.value = false)} light>
      <Check
        label={words.me.shortcutsOn}
        checked={singleKeys.value}
        onChange={(event) => rememberKeys(event.currentTarget.checked)}
      />
      {group('here')}
      {group('everywhere')}
    </Dialog>
  )
}

function Group({ title, list }: { title: string; list: readonly Command[] }) {
  return (
    <section>
      <h3 class={css.heading}>{title}</h3>
      <dl class={css.keys}>
        {list.map(({ id, label, keys }) => (
          <div key={id} class={css.keyRow}>
            <dt>{label}</dt>
            <dd>
              {shownKeys(keys!)
                .split(' ')
                .map((one, i) => (
                  <>
                    {i > 0 && ' '}
                    <Kbd>{one}</Kbd>
                  </>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
