import { useDepartments } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Input, Row, Select } from '../ui/Field.tsx'
import { w } from '../words/words.ts'
import * as css from './Solution.css.ts'
import type { Typed } from './typed.ts'
import { s } from './words.ts'

/** What has to be done once a customer accepts it. */
export function Tasks({ tasks, onChange }: { tasks: Typed['tasks']; onChange: (tasks: Typed['tasks']) => void }) {
  const words = s().solution
  const departments = useDepartments()
  const kinds = w().common.task
  return (
    <>
      {tasks.map((task, i) => {
        const set = (part: Partial<typeof task>) => onChange(tasks.with(i, { ...task, ...part }))
        return (
          <div key={i} class={css.task}>
            <Select
              label={words.tasks}
              value={task.kind}
              options={Object.entries(kinds)}
              onChange={(event) => set({ kind: event.currentTarget.value })}
            />
            <Input
              label={words.taskWords}
              value={task.words}
              onInput={(event) => set({ words: event.currentTarget.value })}
            />
            <Select
              label={words.department}
              value={task.department}
              options={[['', words.ofComplaint], ...departments.map(({ id, name }) => [id, name] as const)]}
              onChange={(event) => set({ department: event.currentTarget.value })}
            />
            <Button
              kind="quiet"
              icon="close"
              aria-label={words.removeTask}
              onClick={() => onChange(tasks.toSpliced(i, 1))}
            />
          </div>
        )
      })}
      <Row>
        <Button
          kind="quiet"
          icon="capture"
          onClick={() => onChange([...tasks, { kind: 'ship', words: '', department: '' }])}
        >
          {words.addTask}
        </Button>
      </Row>
    </>
  )
}
