import type { Moment, MomentEntry, MomentNote } from '@earshot/sdk/contract'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { may } from '../../session/session.ts'
import { param } from '../../shell/address.ts'
import { Hidden } from '../../ui/Marks.tsx'
import { Fault, toast, Wait } from '../../ui/States.tsx'
import { Leave } from '../Leave.tsx'
import { Conflict, type Theirs } from './Conflict.tsx'
import { answersFor } from './condition.ts'
import { contentOf } from './differ.ts'
import { Editing, EditorContext, keptDraft } from './editor.ts'
import { Form } from './Form.tsx'
import { Head, useUndoKeys } from './Head.tsx'
import { Look } from './Look.tsx'
import { useSave } from './save.ts'
import { Versions } from './Versions.tsx'
import * as card from './Card.css.ts'
import * as css from './Editor.css.ts'
import { m } from './words.ts'

/** One moment: what it asks, how that looks, and what it asked before. */
export function Editor({ id }: { id: string }) {
  const entry = useQuery({ queryKey: ['moments', id], queryFn: () => api.moments.get(id) })
  const site = useQuery({ queryKey: ['site'], queryFn: () => api.site.get() })
  const [kept] = useState(() => (may('owner') ? keptDraft(id) : undefined))
  const isOld = kept !== undefined && entry.data !== undefined && kept.version !== entry.data.version
  const from = useQuery({
    queryKey: ['moments', id, 'version', kept?.version],
    queryFn: () => api.moments.version(id, kept!.version),
    enabled: isOld,
  })
  const error = entry.error ?? site.error
  if (error) return <Fault error={error} again={() => Promise.all([entry.refetch(), site.refetch()])} />
  if (!entry.data || !site.data || (isOld && from.isPending)) return <Wait />
  const base = isOld ? (from.data?.moment ?? entry.data.moment) : entry.data.moment
  return <Ready entry={entry.data} base={base} kept={kept} locales={site.data.locales} />
}

function Ready({
  entry,
  base,
  kept,
  locales,
}: {
  entry: MomentEntry
  base: Moment
  kept: ReturnType<typeof keptDraft>
  locales: readonly string[]
}) {
  const readOnly = !may('owner')
  const [editing] = useState(() => new Editing(entry, base, kept?.moment ?? contentOf(base), locales[0] ?? 'en'))
  const context = useMemo(() => ({ editing, locales, readOnly }), [editing, locales.join(), readOnly])
  const save = useSave(editing)
  useEffect(() => {
    if (kept && editing.changed.peek()) toast(m().draftBack, () => editing.discard())
    return readOnly ? undefined : editing.keepDraft()
  }, [])
  useUndoKeys(editing)
  const { version } = entry
  const changed = editing.changed.value
  // Somebody saved another version: what was not touched here follows it.
  useEffect(() => {
    if (version > editing.base.peek().version && !editing.changed.peek()) editing.rebase(entry.moment)
  }, [version])
  const isBehind = changed && version > editing.base.value.version && !save.act.busy.value
  const theirs: Theirs | undefined =
    save.theirs.value ?? (isBehind ? { moment: entry.moment, at: entry.changedAt, by: entry.changedBy } : undefined)
  // Who opens a question sees it asked.
  const opened = editing.now.questions[editing.open.value ?? -1]
  const isHistory = param('versions') !== undefined
  return (
    <EditorContext.Provider value={context}>
      <Head entry={entry} save={save} />
      {isHistory ? (
        <Versions entry={entry} />
      ) : (
        <div class={css.columns} data-show={param('show') === 'preview' ? 'preview' : 'form'} onFocusOut={editing.seal}>
          <div class={css.form}>
            {readOnly && <p class={card.quiet}>{m().readOnly}</p>}
            {theirs && <Conflict editing={editing} theirs={theirs} onDone={save.settle} />}
            <Fault error={save.fault.value} />
            <Form />
          </div>
          {!readOnly && (
            <Look
              drafts={{ moment: editing.now }}
              answers={opened && answersFor(editing.now.questions, opened)}
              onNotes={(notes: { errors: readonly MomentNote[]; warnings: readonly MomentNote[] }) =>
                editing.told(notes)
              }
            />
          )}
        </div>
      )}
      <Hidden>
        <span role="status">{editing.said.value}</span>
      </Hidden>
      <Leave changed={changed} kept={m().draftKept} />
    </EditorContext.Provider>
  )
}
