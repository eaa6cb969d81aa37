import { Severity } from '@earshot/sdk/contract'
import { useCategories, useCategoryName } from '../team/team.ts'
import { Check, Input, Select } from '../ui/Field.tsx'
import { w } from '../words/words.ts'
import type { PartProps } from './Capture.tsx'
import * as css from './Capture.css.ts'

const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'KRW', 'TWD', 'JPY', 'CNY', 'HKD']

/** Whether it wants an answer, and how it is filed then. */
export function Filing({ fields, set, wrong }: PartProps) {
  const words = w()
  const t = words.capture
  const categories = useCategories()
  const categoryName = useCategoryName()
  return (
    <section class={css.part}>
      <div>
        <Check
          label={<strong>{t.complaint}</strong>}
          checked={fields.complaint}
          onChange={(event) => set({ complaint: event.currentTarget.checked })}
        />
        <p class={css.hint}>{t.complaintHint}</p>
      </div>
      {fields.complaint && (
        <>
          <div class={css.pair}>
            <Select
              label={t.category}
              options={[['', t.unfiled], ...categories.map(({ id }) => [id, categoryName(id) ?? id] as const)]}
              value={fields.category}
              error={wrong('category')}
              onChange={(event) => set({ category: event.currentTarget.value })}
            />
            <Select
              label={t.severity}
              options={Severity.options.map((one) => [one, words.common.severity[one]])}
              value={fields.severity}
              onChange={(event) => set({ severity: event.currentTarget.value as Severity })}
            />
            <Input
              label={t.disputed}
              optional
              inputMode="decimal"
              autocomplete="off"
              value={fields.disputed}
              error={wrong('disputed')}
              onInput={(event) => set({ disputed: event.currentTarget.value })}
            />
            <Select
              label={t.currency}
              options={[...new Set([fields.currency, ...CURRENCIES])].map((one) => [one, one])}
              value={fields.currency}
              onChange={(event) => set({ currency: event.currentTarget.value })}
            />
          </div>
          <Check
            label={t.safety}
            checked={fields.safety}
            onChange={(event) => set({ safety: event.currentTarget.checked })}
          />
        </>
      )}
    </section>
  )
}
