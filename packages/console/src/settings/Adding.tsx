import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useAct } from '../api/act.ts'
import { go, hrefWith, param } from '../shell/address.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form, Row } from '../ui/Field.tsx'
import { Fault, fieldError } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import type { Edit } from './edit.ts'
import * as css from './Rows.css.ts'

/** What fields need to show something and to change it. */
export type Fields<T extends object> = Pick<Edit<T>, 'value' | 'set' | 'errorAt'>

/** Leads to the dialog that adds one more. */
export function AddLink({ children }: { children: ComponentChildren }) {
  return (
    <LinkButton kind="go" icon="capture" href={hrefWith({ add: true })}>
      {children}
    </LinkButton>
  )
}

interface AddingProps<T extends object, R> {
  title: string
  /** What it begins with. */
  blank: T
  send: (value: T) => Promise<R>
  /** Called with what was made, once the dialog is closed. */
  done?: (made: R) => unknown
  act?: string
  children: (fields: Fields<T>) => ComponentChildren
}

/** A dialog that adds one more; the address says that it is open. */
export function Adding<T extends object, R>(props: AddingProps<T, R>) {
  return param('add') ? <Open {...props} /> : null
}

function Open<T extends object, R>({ title, blank, send, done, act: label, children }: AddingProps<T, R>) {
  const value = useSignal(blank)
  const fields = useRef<HTMLDivElement>(null)
  // Begin with what is to be filled in, not with the cross.
  useLayoutEffect(() => fields.current!.querySelector<HTMLElement>('input, textarea, select')?.focus(), [])
  const close = () => go(hrefWith({ add: undefined }), { replace: true })
  const act = useAct(async () => {
    const made = await send(value.value)
    close()
    done?.(made)
  })
  // Who pressed the button is led to what must be mended.
  const failed = act.error.value
  useEffect(() => {
    if (failed) fields.current!.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [failed])
  return (
    <Dialog title={title} onClose={close}>
      <Form onSubmit={() => void act.run()}>
        <div ref={fields} class={css.form}>
          {children({
            value: value.value,
            set: (part) => (value.value = { ...value.value, ...part }),
            errorAt: (path) => fieldError(act.error.value, path),
          })}
        </div>
        <Fault error={act.error.value} />
        <Row>
          <Button kind="go" type="submit" busy={act.busy.value}>
            {label ?? w().common.act.add}
          </Button>
          <Button onClick={close}>{w().common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}
