import type { SiteSnippet } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { Copy } from '../ui/Copy.tsx'
import { Check } from '../ui/Field.tsx'
import { s } from './words.ts'
import * as css from './Site.css.ts'

/** The line for the shop's pages, and what strict pages need besides. */
export function Snippet({ snippet }: { snippet: SiteSnippet }) {
  const words = s().shop.snippet
  const nonce = useSignal(false)
  return (
    <>
      <Copy text={nonce.value ? snippet.nonceTag : snippet.tag} label={words.tag} />
      <details>
        <summary class={css.summary}>{words.csp}</summary>
        <div class={css.more}>
          <Check
            label={words.nonce}
            checked={nonce.value}
            onChange={(event) => (nonce.value = event.currentTarget.checked)}
          />
          {nonce.value && <p class={css.hint}>{words.nonceMore}</p>}
          <p>{words.cspMore}</p>
          {snippet.csp
            .filter(({ directive }) => !(nonce.value && directive === 'script-src'))
            .map(({ directive, sources }) => (
              <Copy key={directive} text={`${directive} ${sources.join(' ')}`} label={directive} />
            ))}
        </div>
      </details>
      <p class={css.hint}>{words.send}</p>
    </>
  )
}
