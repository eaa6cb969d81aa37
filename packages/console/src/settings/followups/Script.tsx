import type { FollowupKind, FollowupScript, FollowupScriptEntry } from '@earshot/sdk/contract'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { me } from '../../session/session.ts'
import { hrefWith, param } from '../../shell/address.ts'
import { Tabs } from '../../shell/Panes.tsx'
import { Area, Row } from '../../ui/Field.tsx'
import { Empty, Fault, toast, Wait } from '../../ui/States.tsx'
import { languageName } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { useEdit } from '../edit.ts'
import { fresh } from '../fresh.ts'
import * as css from '../Rows.css.ts'
import { PartPage, Section } from '../Section.tsx'
import { useLocales } from '../Tongues.tsx'
import { Twice } from '../Twice.tsx'
import { s } from '../words.ts'
import { filled } from './filled.ts'

const LINES = ['greeting', 'question', 'satisfied', 'unsatisfied', 'thanks', 'later'] as const
type Name = (typeof LINES)[number]

/** As it is typed: several lines of one step below one another. */
type Typed = Record<Name, string>

const typed = (script: FollowupScript): Typed => ({
  ...script,
  satisfied: script.satisfied.join('\n'),
  unsatisfied: script.unsatisfied.join('\n'),
})
const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

/** What staff say when they visit for one reason, language by language. */
export function Script({ id }: { id: string }) {
  const words = s().followups
  const state = w().common.state
  const scripts = useQuery({ queryKey: ['followups', 'scripts'], queryFn: () => api.followups.scripts() })
  const locales = useLocales()
  if (scripts.isPending) return <Wait />
  if (!scripts.data) return <Fault error={scripts.error} again={() => scripts.refetch()} />
  const all = scripts.data.filter(({ kind }) => kind === id)
  if (all.length === 0) return <Empty title={state.notFound}>{state.notFoundMore}</Empty>
  const tags = [...new Set([...locales, ...all.map(({ language }) => language)])]
  const language = param('language') ?? tags[0]!
  const entry = all.find((one) => one.language === language)
  const kind = id as FollowupKind
  return (
    <PartPage name="followups" title={words.kinds[kind]} back="/settings/followups">
      {/* By itself it would be pressed flat: what scrolls has no least height. */}
      <div>
        <Tabs
          label={words.language}
          items={tags.map((tag) => ({
            href: hrefWith({ language: tag }),
            label: languageName(tag),
            on: tag === language,
          }))}
        />
      </div>
      <One key={language} entry={entry ?? { ...all[0]!, language, own: false }} isNew={!entry} />
    </PartPage>
  )
}

function One({ entry: { kind, language, own, script }, isNew }: { entry: FollowupScriptEntry; isNew: boolean }) {
  const words = s().followups
  const stored = typed(script)
  const edit = useEdit<Typed>(stored, async (what) => {
    const all = { ...stored, ...what }
    const { satisfied, unsatisfied, ...rest } = all
    await api.followups.setScript(kind, language, {
      ...rest,
      satisfied: lines(satisfied),
      unsatisfied: lines(unsatisfied),
    })
    await fresh('followups')
  })
  const reset = useAct(async () => {
    await api.followups.resetScript(kind, language)
    await fresh('followups')
    toast(words.isReset, async () => {
      await api.followups.setScript(kind, language, script)
      await fresh('followups')
    })
  })
  const { value, set, errorAt } = edit
  const samples = { ...words.samples, staff: me.value.name, shop: me.value.site.name }
  return (
    <>
      <Section
        explanation={isNew ? words.notYet(languageName(language)) : own ? words.isOwn : words.isBuiltin}
        edit={edit}
      >
        <p class={css.note}>{words.placeholders}</p>
        {LINES.map((name) => (
          <Area
            key={name}
            lang={language}
            label={words.lines[name]}
            hint={name === 'satisfied' || name === 'unsatisfied' ? words.oneEach : undefined}
            error={errorAt(name) ?? errorAt(`${name}.0`)}
            value={value[name]}
            onInput={(event) => set({ [name]: event.currentTarget.value })}
          />
        ))}
      </Section>
      <Section title={words.preview} explanation={words.previewMore}>
        <div class={css.card} lang={language}>
          {LINES.map((name) => (
            <div key={name}>
              <p class={css.term}>{words.lines[name]}</p>
              {lines(value[name]).map((line, i) => (
                <p key={i} dir="auto">
                  {filled(line, samples)}
                </p>
              ))}
            </div>
          ))}
        </div>
      </Section>
      {own && (
        <Section title={words.reset} explanation={words.resetMore}>
          <Fault error={reset.error.value} />
          <Row>
            <Twice sure={words.resetSure} icon="undo" busy={reset.busy.value} run={() => void reset.run()}>
              {words.reset}
            </Twice>
          </Row>
        </Section>
      )}
    </>
  )
}
