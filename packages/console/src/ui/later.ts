import { useEffect, useRef, useState } from 'preact/hooks'

/** The value as it was when last painted, undefined at first: what nobody sees yet waits for what is seen. */
export function useLater<T>(value: T): T | undefined {
  const [painted, paint] = useState<T>()
  useEffect(() => paint(() => value), [value])
  return painted
}

/** Whether what a part needs was there once: what is drawn stays, though some of it is asked for again after a fault. */
export function useOnce(ready: boolean): boolean {
  const once = useRef(false)
  once.current ||= ready
  return once.current
}
