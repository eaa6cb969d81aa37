import { session } from '../../session/session.ts'
import { s } from '../words.ts'
import * as css from './Letter.css.ts'
import { blocks } from './blocks.ts'

/** A mail as it arrives, with made-up values. */
export function Letter({ subject, body, language }: { subject: string; body: string; language: string }) {
  const samples = { ...s().templates.samples, shop: session.value!.site.name }
  const [line] = blocks(subject, samples)
  return (
    <div class={css.letter} lang={language} dir="auto">
      <p class={css.subject}>{line?.text}</p>
      {blocks(body, samples).map(({ kind, text }, i) => {
        if (kind === 'quote')
          return (
            <blockquote key={i} class={css.quote}>
              {text}
            </blockquote>
          )
        return (
          <p key={i} class={kind === 'button' ? css.button : css.paragraph}>
            {text}
          </p>
        )
      })}
    </div>
  )
}
