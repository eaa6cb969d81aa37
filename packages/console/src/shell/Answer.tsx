import type { ComponentChildren } from 'preact'
import { Unanswered, Wait } from '../ui/States.tsx'
import { Page } from './Panes.tsx'

/** The rest of a pane, once what it asked for is here; before that, that it is on its way, or what went wrong. */
export function Answer<T>({
  query: { data, error, refetch },
  children,
}: {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  children: (data: T) => ComponentChildren
}) {
  return (
    // Another one than the empty one before: its head may have grown meanwhile, and nothing that was read moves.
    <Page key={data === undefined ? 'asked' : 'answered'}>
      <Unanswered error={error} again={refetch} />
      {data === undefined ? !error && <Wait /> : children(data)}
    </Page>
  )
}
