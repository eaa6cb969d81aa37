import { PLACEHOLDERS, RemedyKind, type Solution } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { queries, stale } from '../api/query.ts'
import { usualCurrency } from '../draft/currency.ts'
import { keep, recall } from '../draft/draft.ts'
import { session } from '../session/session.ts'
import { go, href } from '../shell/address.ts'
import { useCategories, useCategoryName } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Area, Form, Input, Row, Select } from '../ui/Field.tsx'
import { Fault, fieldError, toast } from '../ui/States.tsx'
import { languageName } from '../words/format.ts'
import { LANGUAGES, w } from '../words/words.ts'
import * as css from './Solution.css.ts'
import { Tasks } from './Tasks.tsx'
import { inputOf, type Typed, typedFrom } from './typed.ts'
import { s } from './words.ts'

/** A new solution, or one to change. What is typed is kept until it is saved. */
export function Edit({ solution, onClose }: { solution?: Solution; onClose: () => void }) {
  const words = s().solution
  const draft = `solution/${solution?.id ?? 'new'}`
  const typed = useSignal<Typed>(
    (recall(draft) as Typed | undefined) ?? typedFrom(solution, session.value?.site.locale ?? 'en', usualCurrency()),
  )
  const set = (part: Partial<Typed>) => {
    typed.value = { ...typed.value, ...part }
    keep(draft, typed.value)
  }
  const wrong = inputOf(typed.value) === undefined
  const save = useAct(async () => {
    const input = inputOf(typed.value)
    if (!input) return
    const saved = solution ? await api.solutions.change(solution.id, input) : await api.solutions.save(input)
    keep(draft, undefined)
    queries.setQueryData(['solutions', 'one', saved.id], saved)
    stale('solutions')
    toast(words.saved)
    if (solution) onClose()
    else go(href(`/solutions/${saved.id}`), { replace: true })
  })
  const error = save.error.value
  // Escape may be a slip: what was typed stands there again. Who presses "Cancel" wants none of it.
  const cancel = () => {
    keep(draft, undefined)
    onClose()
  }
  return (
    <Dialog title={solution ? words.edit : words.add} onClose={onClose} wide>
      <Form onSubmit={() => save.run()}>
        <Input
          autofocus
          label={words.title}
          hint={words.titleHint}
          value={typed.value.title}
          error={fieldError(error, 'title')}
          onInput={(event) => set({ title: event.currentTarget.value })}
        />
        <About typed={typed.value} set={set} error={(path) => fieldError(error, path)} />
        <Versions typed={typed.value} set={set} error={(path) => fieldError(error, path)} />
        <Remedy typed={typed.value} set={set} wrong={wrong} />
        <Fault error={error} />
        <Row>
          <Button kind="go" type="submit" busy={save.busy.value} disabled={wrong}>
            {w().common.act.save}
          </Button>
          <Button onClick={cancel}>{w().common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}

interface Part {
  typed: Typed
  set: (part: Partial<Typed>) => void
}
type Faults = (path: string) => string | undefined

function About({ typed, set, error }: Part & { error: Faults }) {
  const words = s().solution
  const categories = useCategories()
  const categoryName = useCategoryName()
  return (
    <div class={css.two}>
      <Select
        label={words.category}
        value={typed.category}
        error={error('category')}
        options={[['', words.anything], ...categories.map(({ id }) => [id, categoryName(id) ?? id] as const)]}
        onChange={(event) => set({ category: event.currentTarget.value })}
      />
      <Input
        label={words.product}
        hint={words.productHint}
        optional
        value={typed.product}
        error={error('product')}
        onInput={(event) => set({ product: event.currentTarget.value })}
      />
    </div>
  )
}

function Versions({ typed, set, error }: Part & { error: Faults }) {
  const words = s().solution
  const { versions } = typed
  const left = Object.keys(LANGUAGES).filter((tag) => !versions.some(([language]) => language === tag))
  const hint = `${words.placeholders} ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}`
  return (
    <>
      {versions.map(([language, said], i) => (
        <div key={language} class={css.version}>
          <Area
            label={words.wordsIn(languageName(language))}
            lang={language}
            rows={4}
            hint={i === 0 ? hint : undefined}
            value={said}
            error={error(`versions.${language}`) ?? (i === 0 ? error('versions') : undefined)}
            onInput={(event) => set({ versions: versions.with(i, [language, event.currentTarget.value]) })}
          />
          {versions.length > 1 && (
            <div class={css.versionHead}>
              <Button kind="quiet" icon="close" onClick={() => set({ versions: versions.toSpliced(i, 1) })}>
                {words.removeLanguage(languageName(language))}
              </Button>
            </div>
          )}
        </div>
      ))}
      {left.length > 0 && (
        <Row>
          {left.map((tag) => (
            <Button key={tag} kind="quiet" icon="capture" onClick={() => set({ versions: [...versions, [tag, '']] })}>
              {languageName(tag)}
            </Button>
          ))}
        </Row>
      )}
    </>
  )
}

function Remedy({ typed, set, wrong }: Part & { wrong: boolean }) {
  const words = s().solution
  const kinds = w().common.remedy
  return (
    <>
      <div class={css.two}>
        <Select
          label={words.kind}
          value={typed.kind}
          options={[['', words.noRemedy], ...RemedyKind.options.map((kind) => [kind, kinds[kind]] as const)]}
          onChange={(event) => set({ kind: event.currentTarget.value as Typed['kind'] })}
        />
        {typed.kind !== '' && (
          <>
            <Input
              label={words.cost}
              optional
              inputMode="decimal"
              value={typed.cost}
              error={wrong ? words.amountWrong : undefined}
              onInput={(event) => set({ cost: event.currentTarget.value })}
            />
            <Input
              label={words.currency}
              maxLength={3}
              value={typed.currency}
              onInput={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
            />
          </>
        )}
      </div>
      {typed.kind !== '' && <Tasks tasks={typed.tasks} onChange={(tasks) => set({ tasks })} />}
    </>
  )
}
