/** What one look found: `warn` works but should not stay so, `fail` does not work. */
export interface Finding {
  about: string
  state: 'ok' | 'warn' | 'fail'
  /** What was found and, unless it is well, what to do. */
  said: string
}
