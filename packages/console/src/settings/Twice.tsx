import { useSignal } from '@preact/signals'
import { Button, type ButtonProps } from '../ui/Button.tsx'

/** A button for what is not easily undone: the first press asks, the second does it; leaving it forgets the first. */
export function Twice({
  sure,
  run,
  children,
  ...rest
}: Omit<ButtonProps, 'onClick' | 'onBlur'> & { sure: string; run: () => unknown }) {
  const asked = useSignal(false)
  return (
    <Button
      kind={asked.value ? 'danger' : 'plain'}
      {...rest}
      aria-live="polite"
      onBlur={() => (asked.value = false)}
      onClick={() => {
        asked.value = !asked.value
        if (!asked.value) run()
      }}
    >
      {asked.value ? sure : children}
    </Button>
  )
}
