import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useCommands } from '../command/commands.ts'
import { href } from '../shell/address.ts'
import { Bar } from '../shell/Panes.tsx'
import { changedBy } from '../site/site.ts'
import { Button } from '../ui/Button.tsx'
import { Fault } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import type { Edit } from './edit.ts'
import { Leave } from './Leave.tsx'
import type { PartName } from './parts.ts'
import * as css from './Section.css.ts'

/** A part of the settings: its head, and sections below one another. */
export function PartPage({
  name,
  title,
  back = '/settings',
  end,
  children,
}: {
  name: PartName
  /** What of it is open; the part's own name by default. */
  title?: ComponentChildren
  /** Where a phone goes back to. */
  back?: string
  end?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <>
      <Bar level={2} title={title ?? w().settings.parts[name]} back={href(back)} end={end} />
      <div class={css.page}>{children}</div>
    </>
  )
}

export interface SectionProps {
  title?: ComponentChildren
  /** What it is good for, and what follows from it. */
  explanation?: ComponentChildren
  /** At the end of its head: a button, a switch. */
  end?: ComponentChildren
  /** With it a bar to save or discard appears as soon as something is changed. */
  edit?: Pick<Edit<never>, 'changed' | 'save' | 'discard' | 'busy' | 'error' | 'goOn'>
  children?: ComponentChildren
}

/** Settings that belong together, and are saved together. */
export function Section({ title, explanation, end, edit, children }: SectionProps) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const error = edit?.error
  // Who pressed "Save" is led to what must be mended.
  useEffect(() => {
    if (error) form.current!.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [error])
  const content = (
    <>
      {(title || end) && (
        <div class={css.head}>
          {title && (
            <h3 class={css.title} id={id}>
              {title}
            </h3>
          )}
          {end && <div class={css.end}>{end}</div>}
        </div>
      )}
      {explanation && <p class={css.explanation}>{explanation}</p>}
      {children}
    </>
  )
  if (!edit)
    return (
      <section class={css.section} aria-labelledby={title ? id : undefined}>
        {content}
      </section>
    )
  return (
    <form
      ref={form}
      class={css.section}
      aria-labelledby={title ? id : undefined}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void edit.save()
      }}
    >
      {content}
      <SaveBar edit={edit} />
      <Leave changed={edit.changed} />
    </form>
  )
}

/** Appears when something was changed; stays in sight until it is saved or discarded. */
function SaveBar({ edit }: { edit: NonNullable<SectionProps['edit']> }) {
  const words = w().settings
  const { changed, error, busy } = edit
  useCommands(
    changed ? [{ id: 'settings-save', label: w().common.act.save, keys: '$mod+s', run: () => void edit.save() }] : [],
  )
  if (!changed && !error) return null
  return (
    <div class={css.saveBar} role="group" aria-label={words.unsaved}>
      <SaveFault edit={edit} />
      <span class={css.unsaved} role="status">
        {words.unsaved}
      </span>
      <Button onClick={edit.discard}>{words.discard}</Button>
      <Button kind="go" type="submit" busy={busy}>
        {w().common.act.save}
      </Button>
    </div>
  )
}

/** Why it was not saved. Where somebody was faster: who, with what, and the way to go on over that. */
export function SaveFault({ edit: { error, goOn } }: { edit: Pick<Edit<never>, 'error' | 'goOn'> }) {
  const words = w().settings
  if (error?.status !== 409) return <Fault error={error} />
  return (
    <div class={css.changed} role="alert">
      <span>{changedBy(error) ?? words.changedMeanwhile}</span>
      <Button onClick={goOn}>{words.goOn}</Button>
    </div>
  )
}
