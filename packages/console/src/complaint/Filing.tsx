import type { Complaint } from '@earshot/sdk/contract'
import { useCategoryName, useCauses, useDepartmentName } from '../team/team.ts'
import { money, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Aside.css.ts'
import { openAct } from './Composer.tsx'
import { Facts, Part } from './Part.tsx'

/** How it is filed, and the way to file it. */
export function Filing({ complaint }: { complaint: Complaint }) {
  const words = w()
  const t = words.case
  const category = useCategoryName()
  const department = useDepartmentName()
  const causes = useCauses()
  const { rootCause, responsible, preventable, disputed, cause } = complaint
  const none = !complaint.category && !rootCause && !responsible && preventable === null && !cause && !disputed
  return (
    <Part
      title={t.filing.title}
      end={
        complaint.possible.includes('classify') && (
          <button type="button" class={css.more} onClick={() => openAct('classify')}>
            {words.common.act.edit}
          </button>
        )
      }
    >
      {none ? (
        <p>{t.filing.none}</p>
      ) : (
        <Facts
          rows={[
            !!complaint.category && [t.field.category, category(complaint.category) ?? complaint.category],
            !!rootCause && [t.field.rootCause, textOf(causes.find(({ id }) => id === rootCause)?.label) || rootCause],
            !!responsible && [t.field.responsible, department(responsible) ?? t.field.unknown],
            preventable !== null && [t.field.preventable, preventable ? t.filing.preventable : t.filing.notPreventable],
            disputed !== null && [t.field.disputed, money(disputed.amount, disputed.currency)],
          ]}
        />
      )}
      {cause && (
        <p class={css.note} dir="auto">
          {cause}
        </p>
      )}
    </Part>
  )
}
