import type { Site } from '@earshot/sdk/contract'
import type { Edit } from '../settings/edit.ts'
import { Button } from '../ui/Button.tsx'
import { Input } from '../ui/Field.tsx'
import { number } from '../words/format.ts'
import { s } from './words.ts'
import * as css from './Site.css.ts'

/** Whose pages may send, address by address. */
export function Origins({ edit: { value, set, errorAt } }: { edit: Edit<Site> }) {
  const words = s().shop.origins
  const { origins } = value
  const put = (at: number, origin: string) => set({ origins: origins.map((one, i) => (i === at ? origin : one)) })
  return (
    <div class={css.own}>
      {origins.length === 0 && <p class={css.hint}>{words.none}</p>}
      {origins.map((origin, i) => {
        const error = errorAt(`origins.${i}`)
        const better = error && withoutPath(origin)
        return (
          <div key={i} class={css.fieldset}>
            <div class={css.inputRow}>
              <Input
                label={words.one(number(i + 1))}
                spellcheck={false}
                inputMode="url"
                placeholder="https://shop.example"
                value={origin}
                error={error && words.bad}
                onInput={(event) => put(i, event.currentTarget.value.trim())}
              />
              <Button
                kind="quiet"
                icon="trash"
                aria-label={words.remove(origin)}
                onClick={() => set({ origins: origins.filter((_, j) => j !== i) })}
              />
            </div>
            {better && (
              <div>
                <Button onClick={() => put(i, better)}>{words.without(better)}</Button>
              </div>
            )}
          </div>
        )
      })}
      <div>
        <Button icon="capture" onClick={() => set({ origins: [...origins, ''] })}>
          {words.add}
        </Button>
      </div>
    </div>
  )
}

/** What was probably meant by an address that is more than an origin, or less. */
function withoutPath(typed: string): string | undefined {
  const whole = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(whole)) return undefined
  const { origin, hostname } = new URL(whole)
  return /^https?:/.test(origin) && hostname.includes('.') && origin !== typed ? origin : undefined
}
