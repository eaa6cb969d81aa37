import type { CourtesyEntry, CourtesyEntryInput, CourtesyKind } from '@earshot/sdk/contract'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { go, href, hrefWith, param } from '../../shell/address.ts'
import { Tabs } from '../../shell/Panes.tsx'
import { Area, Check, Input, Row, Select } from '../../ui/Field.tsx'
import { Find } from '../../ui/Find.tsx'
import { Tag } from '../../ui/Marks.tsx'
import { Empty, Fault, toast, Wait } from '../../ui/States.tsx'
import { languageName } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { AddLink, Adding, type Fields } from '../Adding.tsx'
import { useEdit } from '../edit.ts'
import { fresh } from '../fresh.ts'
import type { PartProps } from '../parts.ts'
import { Line, Rows } from '../Rows.tsx'
import { PartPage, Section } from '../Section.tsx'
import { slugOf, useLocales } from '../Tongues.tsx'
import { Twice } from '../Twice.tsx'
import { s } from '../words.ts'
import { Trial } from './Trial.tsx'

const KINDS: readonly CourtesyKind[] = ['blame', 'refuse', 'vague-promise', 'cold', 'command', 'doubt']

/** What is typed of a phrase: several of them, one a line. */
interface Typed {
  kind: CourtesyKind
  patterns: string
  why: string
  better: string
}

const typed = ({ kind, patterns, why, better }: CourtesyEntry): Typed => ({
  kind,
  patterns: patterns.join('\n'),
  why,
  better,
})
const sent = ({ patterns, ...rest }: Typed): CourtesyEntryInput => ({
  ...rest,
  patterns: patterns
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean),
})

/** Phrases that are pointed out while staff type. */
export default function Courtesy({ id }: PartProps) {
  const entries = useQuery({ queryKey: ['courtesy'], queryFn: () => api.courtesy.list() })
  const locales = useLocales()
  const state = w().common.state
  if (entries.isPending) return <Wait />
  if (!entries.data) return <Fault error={entries.error} again={() => entries.refetch()} />
  const tags = [...new Set([...locales, ...entries.data.map(({ language }) => language)])]
  const language = param('language') ?? tags[0]!
  if (id) {
    const entry = entries.data.find((one) => one.id === id && one.language === language)
    if (!entry) return <Empty title={state.notFound}>{state.notFoundMore}</Empty>
    return <One key={`${language} ${id}`} entry={entry} />
  }
  return <All entries={entries.data.filter((one) => one.language === language)} tags={tags} language={language} />
}

function All({
  entries,
  tags,
  language,
}: {
  entries: readonly CourtesyEntry[]
  tags: readonly string[]
  language: string
}) {
  const words = s().courtesy
  const text = param('text')?.toLowerCase() ?? ''
  const found = entries.filter((one) => !text || one.patterns.some((pattern) => pattern.toLowerCase().includes(text)))
  // The shop's own first.
  const sorted = found.toSorted(
    (a, b) => Number(b.own) - Number(a.own) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
  )
  return (
    <PartPage name="courtesy" end={<AddLink>{words.add}</AddLink>}>
      <Section title={words.trial} explanation={words.more}>
        <Trial language={language} />
      </Section>
      <Section title={words.phrases}>
        <Tabs
          label={s().followups.language}
          items={tags.map((tag) => ({
            href: hrefWith({ language: tag }),
            label: languageName(tag),
            on: tag === language,
          }))}
        />
        <Find label={words.find} value={text} onFind={(text) => go(hrefWith({ text }), { replace: true })} />
        {sorted.length === 0 ? (
          <Empty title={words.none}>{words.noneMore}</Empty>
        ) : (
          <Rows label={words.phrases}>
            {sorted.map((one) => (
              <Line
                key={one.id}
                href={href(`/settings/courtesy/${one.id}`, { language })}
                name={<span lang={language}>{one.patterns[0]}</span>}
                more={<span lang={language}>{one.patterns.slice(1, 4).join(' · ')}</span>}
                tags={
                  <>
                    {one.own && <Tag tone="accent">{words.own}</Tag>}
                    {one.off && <Tag tone="amber">{words.off}</Tag>}
                  </>
                }
                end={words.kinds[one.kind]}
              />
            ))}
          </Rows>
        )}
      </Section>
      <Adding<Typed, CourtesyEntry>
        title={words.addIn(languageName(language))}
        blank={{ kind: 'blame', patterns: '', why: '', better: '' }}
        send={(value) => {
          const slug = slugOf(value.patterns.split('\n')[0]!)
          return api.courtesy.set(language, entries.some(({ id }) => id === slug) ? slugOf('') : slug, sent(value))
        }}
        done={() => fresh('courtesy')}
      >
        {(fields) => <Fill {...fields} language={language} />}
      </Adding>
    </PartPage>
  )
}

function Fill({ value, set, errorAt, language }: Fields<Typed> & { language: string }) {
  const words = s().courtesy
  return (
    <>
      <Area
        label={words.patterns}
        hint={words.patternsHint}
        lang={language}
        value={value.patterns}
        error={errorAt('patterns') ?? errorAt('patterns.0')}
        onInput={(event) => set({ patterns: event.currentTarget.value })}
      />
      <Select
        label={words.kind}
        value={value.kind}
        options={KINDS.map((kind) => [kind, words.kinds[kind]])}
        onChange={(event) => set({ kind: event.currentTarget.value as CourtesyKind })}
      />
      <Input
        label={words.why}
        lang={language}
        value={value.why}
        error={errorAt('why')}
        onInput={(event) => set({ why: event.currentTarget.value })}
      />
      <Input
        label={words.better}
        lang={language}
        value={value.better}
        error={errorAt('better')}
        onInput={(event) => set({ better: event.currentTarget.value })}
      />
    </>
  )
}

function One({ entry }: { entry: CourtesyEntry }) {
  const words = s().courtesy
  const { id, language, own, off } = entry
  const back = href('/settings/courtesy', { language })
  const edit = useEdit<Typed>(typed(entry), async (what) => {
    await api.courtesy.set(language, id, sent({ ...typed(entry), ...what }))
    await fresh('courtesy')
  })
  const toggle = useAct(async (to: boolean) => {
    if (!to && !own) await api.courtesy.reset(language, id)
    else if (own) await api.courtesy.set(language, id, { ...sent(typed(entry)), off: to } as CourtesyEntryInput)
    else await api.courtesy.set(language, id, { off: true })
    await fresh('courtesy')
  })
  const reset = useAct(async () => {
    await api.courtesy.reset(language, id)
    await fresh('courtesy')
    go(back, { replace: true })
    toast(words.isGone, async () => {
      await api.courtesy.set(language, id, sent(typed(entry)))
      await fresh('courtesy')
    })
  })
  return (
    <PartPage name="courtesy" title={entry.patterns[0]} back={`/settings/courtesy?language=${language}`}>
      <Section explanation={own ? words.isOwn : words.isBuiltin}>
        <Fault error={toggle.error.value} />
        <Check
          label={words.pointOut}
          checked={!off}
          disabled={toggle.busy.value}
          onChange={(event) => void toggle.run(!event.currentTarget.checked)}
        />
      </Section>
      <Section title={languageName(language)} edit={edit}>
        <Fill {...edit} language={language} />
      </Section>
      {own && (
        <Section title={words.remove} explanation={words.removeMore}>
          <Fault error={reset.error.value} />
          <Row>
            <Twice sure={words.removeSure} icon="trash" busy={reset.busy.value} run={() => void reset.run()}>
              {words.remove}
            </Twice>
          </Row>
        </Section>
      )}
    </PartPage>
  )
}
