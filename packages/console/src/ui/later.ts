import { useEffect, useState } from 'preact/hooks'

/** The value as it was when last painted, undefined at first: what nobody sees yet waits for what is seen. */
export function useLater<T>(value: T): T | undefined {
  const [painted, paint] = useState<T>()
  useEffect(() => paint(() => value), [value])
  return painted
}
