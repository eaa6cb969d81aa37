import type { Policy, Role } from '@earshot/sdk/contract'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { usualCurrency } from '../../draft/currency.ts'
import { Check } from '../../ui/Field.tsx'
import { money, number } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import type { Fields } from '../Adding.tsx'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { s } from '../words.ts'

const ROLES: readonly Role[] = ['agent', 'manager', 'owner']

/** The currency of the newest order; what the shop sells for is in it. */
function useCurrency(): string {
  const orders = useQuery({ queryKey: ['orders', 'newest'], queryFn: () => api.orders.list({ limit: 1 }) })
  return orders.data?.items[0]?.currency ?? usualCurrency()
}

/** How much each role may give by itself. */
export function Limits({ value: { limits }, set, errorAt }: Fields<Pick<Policy, 'limits'>>) {
  const words = s().policies
  const roles = w().common.me.roles
  const currency = useCurrency()
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const unit = 10 ** digits
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
                    onChange={(event) => set({ limits: { ...limits, [role]: event.currentTarget.checked ? null : 0 } })}
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
                      set({ limits: { ...limits, [role]: Number.isNaN(amount) ? 0 : Math.round(amount * unit) } })
                    }}
                  />
                </>
              }
            />
          )
        })}
      </Rows>
      <p class={css.note}>{words.coins(currency, number(unit))}</p>
    </>
  )
}
