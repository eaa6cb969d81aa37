import type { MomentEntry } from '@earshot/sdk/contract'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { go, href, hrefWith, param } from '../../shell/address.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Row } from '../../ui/Field.tsx'
import { Tag, When } from '../../ui/Marks.tsx'
import { Fault, toast, Wait } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import { contentOf, differences } from './differ.ts'
import { Differences } from './Differences.tsx'
import { useEditor } from './editor.ts'
import * as card from './Card.css.ts'
import * as css from './Editor.css.ts'
import { Look } from './Look.tsx'
import { keepEntry } from './save.ts'
import { m } from './words.ts'

/** What the moment was before: who saved it, when, what differs; to be looked at, and brought back. */
export function Versions({ entry }: { entry: MomentEntry }) {
  const words = m().versions
  const { readOnly } = useEditor()
  const { id } = entry
  const all = useQuery({ queryKey: ['moments', id, 'versions'], queryFn: () => api.moments.versions(id) })
  const shown = Number(param('version') ?? entry.version)
  const one = useQuery({
    queryKey: ['moments', id, 'version', shown],
    queryFn: () => api.moments.version(id, shown),
  })
  return (
    <div class={css.columns} data-show={param('version') ? 'preview' : 'form'}>
      <div class={css.form}>
        <Row>
          <h3 class={card.partTitle}>{words.title}</h3>
          <LinkButton href={href(`/settings/moments/${id}`)}>{words.close}</LinkButton>
        </Row>
        <Fault error={all.error} again={() => all.refetch()} />
        {!all.data ? (
          <Wait />
        ) : (
          <ol class={card.cards}>
            {all.data.map((version) => (
              <li key={version.version} class={card.card}>
                <a
                  class={css.version}
                  href={hrefWith({ version: version.version })}
                  aria-current={version.version === shown ? 'true' : undefined}
                >
                  <span class={css.versionHead}>
                    <strong>{words.look(number(version.version))}</strong>
                    {version.version === entry.version && <Tag tone="accent">{words.current}</Tag>}
                    <span class={css.versionEnd}>
                      {version.by ?? words.nobody} · <When at={version.at} />
                    </span>
                  </span>
                  {version.builtin ? (
                    <span class={card.quiet}>{words.builtin}</span>
                  ) : (
                    version.restored !== null && (
                      <span class={card.quiet}>{words.restored(number(version.restored))}</span>
                    )
                  )}
                  {version.differences.length > 0 && (
                    <Differences
                      all={version.differences}
                      moments={[entry.moment, ...(one.data ? [one.data.moment] : [])]}
                    />
                  )}
                </a>
              </li>
            ))}
          </ol>
        )}
      </div>
      <div class={css.versionSide}>
        <Fault error={one.error} again={() => one.refetch()} />
        {one.data && one.data.version === shown && (
          <>
            <div class={css.versionTools}>
              <span class={css.narrowOnly}>
                <LinkButton kind="quiet" icon="back" href={hrefWith({ version: undefined })} aria-label={words.title} />
              </span>
              <strong>{words.look(number(shown))}</strong>
              {!readOnly && shown !== entry.version && <Restore id={id} version={shown} current={entry.version} />}
            </div>
            {shown !== entry.version && (
              <div class={css.versionDiff}>
                <p class={card.quiet}>{words.against}</p>
                <Differences
                  all={differences(entry.moment, one.data.moment)}
                  moments={[entry.moment, one.data.moment]}
                />
              </div>
            )}
            {!readOnly && <Look drafts={{ moment: contentOf(one.data.moment) }} />}
          </>
        )}
      </div>
    </div>
  )
}

function Restore({ id, version, current }: { id: string; version: number; current: number }) {
  const words = m().versions
  const { editing } = useEditor()
  const isUnsaved = editing.changed.value
  const act = useAct(async (to: number) => {
    const entry = await api.moments.restore(id, to)
    keepEntry(entry)
    editing.rebase(entry.moment)
    go(href(`/settings/moments/${id}`, { versions: 1 }))
    toast(words.back(number(to)), to === version ? () => void act.run(current) : undefined)
  })
  return (
    <>
      <Button
        kind="go"
        disabled={isUnsaved}
        title={isUnsaved ? words.unsaved : undefined}
        busy={act.busy.value}
        onClick={() => void act.run(version)}
      >
        {words.restore}
      </Button>
      {isUnsaved && <span class={card.quiet}>{words.unsaved}</span>}
      <Fault error={act.error.value} />
    </>
  )
}
