import { PLACEHOLDERS, type Solution } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { queries, stale, useQuery } from '../api/query.ts'
import { useCommands } from '../command/commands.ts'
import { may } from '../session/session.ts'
import { href } from '../shell/address.ts'
import { Answer } from '../shell/Answer.tsx'
import { Bar } from '../shell/Panes.tsx'
import { useCategoryName, useDepartmentName } from '../team/team.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Row } from '../ui/Field.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Fault, toast } from '../ui/States.tsx'
import { day, languageName, money, number, percent, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { Edit } from './Edit.tsx'
import { LEAST } from '../product/csat.ts'
import * as css from './Solution.css.ts'
import { s } from './words.ts'

/** One solution: its words by language, what it offers, and whether it satisfies. */
export function One({ id, back }: { id: string; back: string }) {
  const words = s().solution
  const editing = useSignal(false)
  const query = useQuery({ queryKey: ['solutions', 'one', id], queryFn: () => api.solutions.get(id) })
  const { data } = query
  const archive = useAct(async (archived: boolean) => {
    queries.setQueryData(['solutions', 'one', id], await api.solutions.change(id, { archived }))
    stale('solutions')
  })
  const turn = async (archived: boolean) => {
    await archive.run(archived)
    if (archive.error.peek()) return
    toast(archived ? words.archivedDone : words.restoredDone, () => archive.run(!archived))
  }
  const isManager = may('manager')
  useCommands(
    data && isManager
      ? [
          { id: 'solution-edit', label: words.edit, keys: 'e', run: () => (editing.value = true) },
          {
            id: 'solution-archive',
            label: data.archivedAt ? words.restore : words.archive,
            keys: 'a',
            run: () => void turn(!data.archivedAt),
          },
        ]
      : [],
  )
  return (
    <>
      <Bar
        level={2}
        back={back}
        title={data ? (data.remedy ? words.remedy : words.answer) : ''}
        end={
          data &&
          isManager && (
            <>
              <Button kind="quiet" busy={archive.busy.value} onClick={() => void turn(!data.archivedAt)}>
                {data.archivedAt ? words.restore : words.archive}
              </Button>
              <Button icon="edit" keys="E" onClick={() => (editing.value = true)}>
                {w().common.act.edit}
              </Button>
            </>
          )
        }
      >
        {data?.archivedAt && <Tag>{words.archived}</Tag>}
      </Bar>
      <Answer query={query}>
        {(solution) => (
          <>
            <Fault error={archive.error.value} />
            <Whole solution={solution} />
          </>
        )}
      </Answer>
      {data && editing.value && <Edit solution={data} onClose={() => (editing.value = false)} />}
    </>
  )
}

function Whole({ solution }: { solution: Solution }) {
  const words = s().solution
  const categoryName = useCategoryName()
  const { category, product, source } = solution
  return (
    // Where nothing within can have the focus, arrow keys still scroll it.
    <article class={css.inner} tabIndex={0} aria-label={solution.title}>
      <h3 class={css.title} dir="auto">
        {solution.title}
      </h3>
      <div class={css.remedy}>
        <Tag>{category ? (categoryName(category) ?? category) : words.anything}</Tag>
        {product && (
          <a href={href('/products', { text: product })}>
            <Tag>{product}</Tag>
          </a>
        )}
      </div>
      <Figures solution={solution} />
      {Object.entries(solution.versions).map(([language, said]) => (
        <section key={language} class={css.section} aria-label={words.wordsIn(languageName(language))}>
          <h4 class={css.heading}>{languageName(language)}</h4>
          <p class={css.words} lang={language} dir="auto">
            <Placed said={said} />
          </p>
        </section>
      ))}
      <Remedy solution={solution} />
      <p class={css.soft}>
        {source && (
          <>
            {words.from}{' '}
            <a class={css.link} href={href(`/complaints/${source}`)}>
              {source}
            </a>{' '}
            ·{' '}
          </>
        )}
        {words.by(solution.author, day(solution.createdAt))}
        {solution.changedAt !== solution.createdAt && ` · ${words.changed(when(solution.changedAt))}`}
        {!may('manager') && ` · ${words.onlyManagers}`}
      </p>
      {category && (
        <Row>
          <LinkButton href={href('/complaints', { view: 'all', category })} icon="complaint">
            {words.complaints}
          </LinkButton>
        </Row>
      )}
    </article>
  )
}

function Figures({ solution: { uses, decided, confirmed } }: { solution: Solution }) {
  const words = s().solution
  const few = decided < LEAST
  return (
    <div class={css.figures}>
      <div class={css.figure}>
        <span class={css.soft}>{words.used}</span>
        <span class={css.big}>{number(uses)} ×</span>
        <span class={css.soft}>{uses === 0 ? words.unused : words.usedIn(number(uses))}</span>
      </div>
      <div class={css.figure}>
        <span class={css.soft}>{words.confirmed}</span>
        <span class={few ? css.small : css.big}>{few ? w().common.state.tooFew : percent(confirmed / decided, 0)}</span>
        <span class={css.soft}>
          {few ? `${number(confirmed)} / ${number(decided)}` : words.confirmedOf(number(decided))}
        </span>
      </div>
    </div>
  )
}

const PARTS = new RegExp(`(\\{(?:${PLACEHOLDERS.join('|')})\\})`)

/** Words, with what is filled when they are used. */
function Placed({ said }: { said: string }) {
  const { names } = s().solution
  return (
    <>
      {said.split(PARTS).map((part, i) =>
        i % 2 === 1 ? (
          <span key={i} class={css.place}>
            {names[part.slice(1, -1) as keyof typeof names]}
          </span>
        ) : (
          part
        ),
      )}
    </>
  )
}

function Remedy({ solution: { remedy } }: { solution: Solution }) {
  const words = s().solution
  const departmentName = useDepartmentName()
  if (!remedy) return null
  const { kind, cost, currency, tasks = [] } = remedy
  return (
    <section class={css.section} aria-label={words.remedy}>
      <h4 class={css.heading}>{words.kind}</h4>
      <div class={css.remedy}>
        <Tag tone="accent">{w().common.remedy[kind]}</Tag>
        {cost !== undefined && <strong>{currency ? money(cost, currency) : number(cost / 100)}</strong>}
      </div>
      {tasks.map((task, i) => (
        <p key={i} class={css.remedy}>
          <Tag>{(w().common.task as Readonly<Record<string, string>>)[task.kind] ?? task.kind}</Tag>
          <span dir="auto">{task.words}</span>
          {task.department && <span class={css.soft}>{departmentName(task.department)}</span>}
        </p>
      ))}
    </section>
  )
}
