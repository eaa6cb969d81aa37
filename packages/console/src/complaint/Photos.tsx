import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Photos.css.ts'

/** Photos small, and large when pressed; arrows go from one to the next. */
export function Photos({ ids }: { ids: readonly string[] }) {
  const open = useSignal<number | undefined>(undefined)
  const words = w()
  const at = open.value
  const many = at !== undefined && ids.length > 1
  const step = (by: 1 | -1) => (open.value = (open.peek()! + by + ids.length) % ids.length)
  useLayoutEffect(() => {
    if (!many) return undefined
    const turn = ({ key }: KeyboardEvent) => {
      // Where one reads from right to left, the next lies to the left.
      const on = document.documentElement.dir === 'rtl' ? -1 : 1
      if (key === 'ArrowRight') step(on)
      if (key === 'ArrowLeft') step(on === 1 ? -1 : 1)
    }
    addEventListener('keydown', turn)
    return () => removeEventListener('keydown', turn)
  }, [many])
  if (ids.length === 0) return null
  return (
    <>
      <ul class={css.photos} aria-label={words.case.said.photos}>
        {ids.map((id, i) => (
          <li key={id}>
            <button type="button" class={css.thumb} title={words.common.photo.open} onClick={() => (open.value = i)}>
              <img
                class={css.image}
                src={`/api/attachments/${id}?thumb`}
                alt={words.common.photo.label(number(i + 1))}
                width={128}
                height={96}
                loading="lazy"
              />
            </button>
          </li>
        ))}
      </ul>
      {at !== undefined && (
        <Dialog
          wide
          light
          title={words.case.photo.of(number(at + 1), number(ids.length))}
          onClose={() => (open.value = undefined)}
        >
          <div class={css.large}>
            {many && (
              <Button kind="quiet" icon="back" aria-label={words.case.photo.previous} onClick={() => step(-1)} />
            )}
            <img
              class={css.whole}
              src={`/api/attachments/${ids[at]!}`}
              alt={words.common.photo.label(number(at + 1))}
            />
            {many && <Button kind="quiet" icon="next" aria-label={words.case.photo.next} onClick={() => step(1)} />}
          </div>
        </Dialog>
      )}
    </>
  )
}
