import { holds, type Receipt } from '@earshot/sdk/contract'
import { walk } from './flow.ts'
import * as frame from './Panel.css.ts'
import { Privacy } from './Question.tsx'
import type { Talk } from './talk.ts'
import * as css from './Thanks.css.ts'

/** Where it cannot be put on the clipboard, the number is marked, ready to copy by hand. */
async function copy(button: HTMLButtonElement, number: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(number)
    button.textContent = done
  } catch {
    getSelection()?.selectAllChildren(button.previousElementSibling!.lastChild!)
  }
}

/** The slip of a complaint: its number, what happens next, where to follow it. */
function Slip({ talk: { word, locale }, receipt }: { talk: Talk; receipt: Receipt }) {
  const { number, url } = receipt.complaint!
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(receipt.receivedAt))
  return (
    <>
      <div class={css.slip}>
        <div class={css.head}>
          <p>
            <small class={css.of}>{word('number')}</small>
            <strong class={css.number}>{number}</strong>
          </p>
          <button
            class={css.copy}
            type="button"
            aria-live="polite"
            onClick={(event) => void copy(event.currentTarget, number, word('copied'))}
          >
            {word('copy')}
          </button>
        </div>
        <ol class={css.steps}>
          <li>{word('registered', { time })}</li>
          <li>{word('answer')}</li>
          <li>{word('agree')}</li>
        </ol>
      </div>
      <a class={frame.button} href={url} target="_blank" rel="noopener">
        {word('follow')}
      </a>
      <p class={css.foot}>
        <small>{word('keep')}</small>
      </p>
    </>
  )
}

/** Said only after the server's receipt. */
export function Thanks({ talk }: { talk: Talk }) {
  const { say, word, settings, asked } = talk
  const { given } = walk(talk)
  const receipt = talk.receipt!
  const said = asked.after.find(({ when }) => holds(when, given))
  const { complaint } = receipt
  return (
    <div class={css.thanks} role="status" tabIndex={-1} ref={(element) => element?.focus()}>
      {!complaint && (
        <svg class={css.mark} viewBox="0 0 44 44" aria-hidden="true">
          <path d="m14 22.5 6 6 11-12" />
        </svg>
      )}
      <h2 class={frame.title}>{complaint ? word('onIt') : say(said?.title)}</h2>
      <p class={css.note}>{say(complaint ? (said?.note ?? said?.title) : said?.note)}</p>
      {complaint && <Slip talk={talk} receipt={receipt} />}
      <p class={css.foot}>
        <small>
          {word('kept', { shop: settings.name })}
          {settings.privacyUrl && ' · '}
        </small>
        <Privacy talk={talk} />
      </p>
    </div>
  )
}
