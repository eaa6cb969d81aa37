import type { EarshotError } from '@earshot/sdk'
import type { MomentEntry } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { stale } from '../../api/query.ts'
import { shownKeys, useCommands } from '../../command/commands.ts'
import { go, href, hrefWith, param } from '../../shell/address.ts'
import { Bar, Tabs } from '../../shell/Panes.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Row } from '../../ui/Field.tsx'
import { Tag } from '../../ui/Marks.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Fault, toast } from '../../ui/States.tsx'
import { number, textOf } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { type Editing, useEditor } from './editor.ts'
import * as card from './Card.css.ts'
import * as css from './Editor.css.ts'
import { keepEntry, type Save } from './save.ts'
import { m } from './words.ts'

/** Takes steps back and forth by keys. In a field the keys are the field's own. */
export function useUndoKeys(editing: Editing): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, shiftKey } = event
      if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector('dialog[open]')) return
      const isField = (target as Element).matches('input:not([type=checkbox]), textarea, select')
      if (isField || !/^[zy]$/i.test(key)) return
      event.preventDefault()
      if (shiftKey || key.toLowerCase() === 'y') editing.redo()
      else editing.undo()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

/** The line over the editor: what it is, steps back and forth, and saving. */
export function Head({ entry, save }: { entry: MomentEntry; save: Save }) {
  const words = m()
  const { editing, readOnly } = useEditor()
  const isHistory = param('versions') !== undefined
  const changed = editing.changed.value
  const deleting = useSignal(false)
  const { actions, error } = useActions(entry, () => (deleting.value = true))
  useCommands([
    { id: 'moment-save', label: w().common.act.save, keys: '$mod+s', run: () => void (changed && save.act.run()) },
    { id: 'moment-undo', label: words.undo, run: editing.undo },
    { id: 'moment-redo', label: words.redo, run: editing.redo },
    ...actions.flatMap(({ id, label, run, disabled }) => (disabled ? [] : [{ id: `moment-${id}`, label, run }])),
  ])
  return (
    <>
      <Bar
        level={2}
        back={href('/settings/moments')}
        title={
          <>
            <a class={css.up} href={href('/settings/moments')}>
              {words.back}
            </a>
            <span class={css.upMark} aria-hidden="true">
              {' / '}
            </span>
            <span dir="auto">{textOf(editing.now.title) || entry.id}</span>
          </>
        }
        end={
          <>
            {!readOnly && !isHistory && (
              <span class={card.wideOnly}>
                <Steps />
              </span>
            )}
            <Menu kind="quiet" icon="more" aria-label={words.menu} items={actions} />
            {!readOnly && !isHistory && (
              <Button
                kind="go"
                keys={shownKeys('$mod+s')}
                busy={save.act.busy.value}
                disabled={!changed}
                onClick={() => void save.act.run()}
              >
                {w().common.act.save}
              </Button>
            )}
          </>
        }
      >
        <span class={css.tags}>
          {!entry.enabled && <Tag tone="amber">{words.notAsked}</Tag>}
          <Tag>{words.version(number(editing.base.value.version))}</Tag>
        </span>
      </Bar>
      <Fault error={error} />
      {deleting.value && <Delete id={entry.id} title={textOf(entry.title)} onClose={() => (deleting.value = false)} />}
      {!isHistory && !readOnly && (
        <div class={css.phoneTabs}>
          <Tabs
            label={words.views}
            items={[
              { href: hrefWith({ show: undefined }), label: words.edit, on: param('show') !== 'preview' },
              { href: hrefWith({ show: 'preview' }), label: words.preview, on: param('show') === 'preview' },
            ]}
          />
          <Steps />
        </div>
      )}
    </>
  )
}

/** A step back, and forth again. */
function Steps() {
  const words = m()
  const { editing } = useEditor()
  return (
    <span class={css.steps}>
      <Button
        kind="quiet"
        icon="undo"
        aria-label={words.undo}
        aria-keyshortcuts="Control+Z"
        disabled={!editing.undoable.value}
        onClick={editing.undo}
      />
      <Button
        kind="quiet"
        icon="redo"
        aria-label={words.redo}
        aria-keyshortcuts="Control+Y"
        disabled={!editing.redoable.value}
        onClick={editing.redo}
      />
    </span>
  )
}

/** Something that can be done with a moment. */
interface Action {
  id: string
  label: string
  run: () => unknown
  disabled?: boolean
}

/** Everything else that can be done with it. @param onDelete asks whether it is meant */
function useActions(
  entry: MomentEntry,
  onDelete: () => unknown,
): { actions: Action[]; error: EarshotError | undefined } {
  const words = m()
  const { editing, readOnly } = useEditor()
  const { id, enabled, version } = entry
  const title = textOf(entry.title)
  const turn = useAct(async (to: boolean) => {
    keepEntry(await api.moments.enable(id, to))
    toast(to ? words.switchedOn(title) : words.switchedOff(title), () => void turn.run(!to))
  })
  const restore = useAct(async (to: number) => keepEntry(await api.moments.restore(id, to)))
  const reset = useAct(async () => {
    const next = await api.moments.reset(id)
    keepEntry(next)
    editing.rebase(next.moment)
    toast(words.resetDone, () => void restore.run(version))
  })
  const error = turn.error.value ?? reset.error.value ?? restore.error.value
  const look = { id: 'versions', label: words.versions.open, run: () => go(hrefWith({ versions: 1 })) }
  if (readOnly) return { actions: [look], error }
  const end = entry.builtin
    ? { id: 'reset', label: words.reset, disabled: !entry.edited, run: () => void reset.run() }
    : { id: 'delete', label: words.remove, run: onDelete }
  return {
    actions: [
      look,
      { id: 'copy', label: words.copy, run: () => go(href('/settings/moments', { new: id })) },
      { id: 'discard', label: words.discard, disabled: !editing.changed.value, run: () => editing.discard() },
      { id: 'turn', label: enabled ? words.turnOff : words.turnOn, run: () => void turn.run(!enabled) },
      end,
    ],
    error,
  }
}

function Delete({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const words = m()
  const { editing } = useEditor()
  const act = useAct(async () => {
    await api.moments.remove(id)
    editing.discard()
    onClose()
    stale('moments')
    toast(words.removed)
    // What was not saved is let go with it.
    requestAnimationFrame(() => go(href('/settings/moments')))
  })
  return (
    <Dialog title={words.removeTitle(title)} onClose={onClose} light>
      <p>{words.removeMore}</p>
      <Fault error={act.error.value} />
      <Row>
        <Button kind="danger" busy={act.busy.value} onClick={() => void act.run()}>
          {words.remove}
        </Button>
        <Button onClick={onClose}>{w().common.act.cancel}</Button>
      </Row>
    </Dialog>
  )
}
