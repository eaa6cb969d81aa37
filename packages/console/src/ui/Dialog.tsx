import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { w } from '../words/words.ts'
import { Button } from './Button.tsx'
import { useModal } from './modal.ts'
import * as css from './Dialog.css.ts'

export interface DialogProps {
  title: string
  /** Asked for by Escape, the cross, or a press beside it. */
  onClose: () => void
  wide?: boolean
  /** Whether a press beside it closes it; not where something could be lost. */
  light?: boolean
  children: ComponentChildren
}

/** Something that must be done or closed first. It is open while it is drawn; focus returns to where it was. */
export function Dialog({ title, onClose, wide, light, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useModal(ref)
  return (
    <dialog
      ref={ref}
      class={[css.dialog, wide && css.wideDialog].filter(Boolean).join(' ')}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (light && event.target === ref.current) onClose()
      }}
    >
      <div class={css.head}>
        <h2 class={css.title} id={id}>
          {title}
        </h2>
        <Button kind="quiet" icon="close" aria-label={w().common.act.close} onClick={onClose} />
      </div>
      <div class={css.body}>{children}</div>
    </dialog>
  )
}
