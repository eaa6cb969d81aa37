import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Edit } from '../settings/edit.ts'
import { SaveFault } from '../settings/Section.tsx'
import { go, holdHere, href } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { number } from '../words/format.ts'
import { s } from '../site/words.ts'
import { me } from '../session/session.ts'
import { markDone, nextOf, STEPS, type StepName } from './steps.ts'
import * as css from './Welcome.css.ts'

type Saved = Pick<Edit<never>, 'changed' | 'save' | 'busy' | 'error' | 'goOn' | 'discard'>

/**
 * One step: what it is about, its fields, and the ways on and back. What was typed is saved whichever way it is left.
 *
 * @param edits what is being changed in it
 */
export function Step({
  name,
  title,
  more,
  edits = [],
  isDone = false,
  children,
}: {
  name: StepName
  title: ComponentChildren
  more: ComponentChildren
  edits?: readonly Saved[]
  /** Whether it was done without anything being changed. */
  isDone?: boolean
  children: ComponentChildren
}) {
  const words = s().welcome
  const heading = useRef<HTMLHeadingElement>(null)
  const next = nextOf(name)
  const changed = edits.some((edit) => edit.changed)
  useSaving(edits)
  useEffect(() => heading.current!.focus({ preventScroll: true }), [])
  const onward = () => {
    if (changed || isDone) markDone(me.value.site.key, name)
    if (next) go(href(`/welcome/${next}`))
  }
  const before = STEPS[STEPS.indexOf(name) - 1]
  return (
    <form
      class={css.paper}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onward()
      }}
    >
      <div class={css.intro}>
        <p class={css.count}>{words.step(number(STEPS.indexOf(name) + 1), number(STEPS.length))}</p>
        <h1 class={css.title} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p class={css.more}>{more}</p>
      </div>
      {children}
      {edits.map((edit, i) => (
        <SaveFault key={i} edit={edit} />
      ))}
      {next && (
        <div class={css.foot}>
          {before && (
            <Button kind="quiet" onClick={() => go(href(`/welcome/${before}`))}>
              {words.back}
            </Button>
          )}
          <div class={css.end}>
            <Button kind={changed || isDone ? 'go' : 'plain'} type="submit" busy={edits.some((edit) => edit.busy)}>
              {changed ? words.next : isDone ? words.goOn : words.skip}
            </Button>
          </div>
        </div>
      )}
    </form>
  )
}

/** Saves before the step is left, by whichever link; who cannot be saved stays, and reads why. */
function useSaving(edits: readonly Saved[]): void {
  const now = useRef(edits)
  now.current = edits
  const changed = edits.some((edit) => edit.changed)
  useEffect(() => {
    if (!changed) return undefined
    const save = async (leave: () => void) => {
      for (const edit of now.current) if (edit.changed) await edit.save()
      // Drawn anew by then, so that it says whether it was saved.
      await new Promise((drawn) => requestAnimationFrame(drawn))
      if (now.current.every((edit) => !edit.changed)) leave()
    }
    const free = holdHere((leave) => void save(leave))
    const warn = (event: Event) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => {
      free()
      removeEventListener('beforeunload', warn)
    }
  }, [changed])
}
