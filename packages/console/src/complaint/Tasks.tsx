import type { Complaint } from '@earshot/sdk/contract'
import { useDepartmentName } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Due, When } from '../ui/Marks.tsx'
import { w } from '../words/words.ts'
import * as css from './Case.css.ts'
import { openAct } from './Composer.tsx'

/** What departments carry out, and what came of it. */
export function Tasks({ complaint }: { complaint: Complaint }) {
  const words = w()
  const t = words.case
  const department = useDepartmentName()
  if (complaint.tasks.length === 0) return null
  const can = complaint.possible.includes('complete')
  return (
    <section aria-label={t.tasks.title} class={css.tasks}>
      <h3 class={css.heading}>{t.tasks.title}</h3>
      <ul>
        {complaint.tasks.map((task) => {
          const by = department(task.department)
          const kind = words.common.task[task.kind as keyof typeof words.common.task] ?? task.kind
          return (
            <li key={task.id} class={css.task} data-state={task.state}>
              <div>
                <b>{kind}</b>
                {task.words && <span dir="auto"> · {task.words}</span>}
                <p class={css.quiet}>
                  {by && `${t.tasks.by(by)} · `}
                  {task.state === 'open' ? (
                    <Due dueAt={task.dueAt} />
                  ) : (
                    <>
                      {t.tasks[task.state]}
                      {task.endedAt && (
                        <>
                          {' · '}
                          <When at={task.endedAt} />
                        </>
                      )}
                      {task.result && <span dir="auto">: {task.result}</span>}
                    </>
                  )}
                </p>
              </div>
              {task.state === 'open' && can && (
                <span class={css.taskActs}>
                  <Button icon="check" onClick={() => openAct('complete', { task: task.id })}>
                    {t.send.complete}
                  </Button>
                  <Button kind="quiet" onClick={() => openAct('fail', { task: task.id })}>
                    {t.act.fail}
                  </Button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
