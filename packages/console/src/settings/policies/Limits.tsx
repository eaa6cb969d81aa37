import type { Policy, Role } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { digitsOf } from '../../complaint/amount.ts'
import { usualCurrency } from '../../draft/currency.ts'
import { Check, Input } from '../../ui/Field.tsx'
import { money, number } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import type { Fields } from '../Adding.tsx'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { s } from '../words.ts'

const ROLES: readonly Role[] = ['agent', 'manager', 'owner']

/** Until the limits have one: the currency of the newest order, as what the shop sells for is in it. */
function useCurrency(): string {
  const orders = useQuery({ queryKey: ['orders', 'newest'], queryFn: () => api.orders.list({ limit: 1 }) })
  return orders.data?.items[0]?.currency ?? usualCurrency()
}

/** How much each role may give by itself. */
export function Limits({ value: { limits }, set, errorAt }: Fields<Pick<Policy, 'limits'>>) {
  const words = s().policies
  const roles = w().common.me.roles
  const usual = useCurrency()
  const currency = limits.currency ?? usual
  // How many of the smallest coins one is.
  const unit = 10 ** digitsOf(currency)
  // The first change says in which currency they are.
  const change = (over: Partial<Policy['limits']>) => set({ limits: { ...limits, currency, ...over } })
  const typed = useSignal<string>()
  /** The figures stay what they are: 50 of one currency become 50 of the other. */
  const recount = (to: string) => {
    const whole = /^[A-Z]{3}$/.test(to)
    typed.value = whole ? undefined : to
    if (!whole) return
    const as = (limit: number | null) => (limit === null ? null : Math.round((limit / unit) * 10 ** digitsOf(to)))
    const { agent, manager, owner } = limits
    set({ limits: { agent: as(agent), manager: as(manager), owner: as(owner), currency: to } })
  }
  return (
    <>
      <Rows label={words.limits}>
        {ROLES.map((role) => {
          const limit = limits[role]
          const error = errorAt(`limits.${role}`)
          return (
            <Line
              key={role}
              name={roles[role]}
              more={
                error ? (
                  <span class={css.wrong}>{error}</span>
                ) : limit === null ? (
                  words.any
                ) : (
                  words.upTo(money(limit, currency))
                )
              }
              end={
                <>
                  <Check
                    label={words.noLimit}
                    checked={limit === null}
                    onChange={(event) => change({ [role]: event.currentTarget.checked ? null : 0 })}
                  />
                  <input
                    class={css.small}
                    style={{ width: '110px' }}
                    type="number"
                    min="0"
                    step={1 / unit}
                    aria-label={words.limitOf(roles[role], currency)}
                    aria-invalid={error ? 'true' : undefined}
                    disabled={limit === null}
                    value={limit === null ? '' : limit / unit}
                    onInput={(event) => {
                      const amount = event.currentTarget.valueAsNumber
                      change({ [role]: Number.isNaN(amount) ? 0 : Math.round(amount * unit) })
                    }}
                  />
                </>
              }
            />
          )
        })}
      </Rows>
      <Input
        label={words.currency}
        value={typed.value ?? currency}
        maxLength={3}
        autocomplete="off"
        error={errorAt('limits.currency')}
        onInput={(event) => recount(event.currentTarget.value.toUpperCase())}
      />
      <p class={css.note}>{limits.currency ? words.otherCoins(currency) : words.coins(currency, number(unit))}</p>
    </>
  )
}
