import type { Stage } from '@earshot/sdk/contract'
import { type Html, html } from '../html.ts'
import type { Stand } from './stand.ts'
import { fill } from './time.ts'

interface Step {
  text: string
  state: 'done' | 'now' | 'todo'
  more?: Html
}

const past = (text: string, more?: Html): Step => ({ text, state: 'done', ...(more ? { more } : {}) })
const here = (text: string): Step => ({ text, state: 'now' })
const ahead = (...texts: string[]): Step[] => texts.map((text) => ({ text, state: 'todo' }))

/** Where it stands: one line of plain steps, of which at most one is now. */
export function steps(stand: Stand): Html {
  const { name, done, now } = stand.words.steps
  const told = { done, now, todo: '' }
  return html`<ol aria-label="${name}">
    ${stepsOf(stand).map(
      ({ text, state, more }) =>
        html`<li class="${state}"${state === 'now' && html` aria-current="step"`}>
          ${text}${told[state] && html`<span class="unseen"> (${told[state]})</span>`}${more && html`<small>${more}</small>`}
        </li>`,
    )}
  </ol>`
}

function stepsOf({ complaint, words, times, reached }: Stand): Step[] {
  const { steps: says, talk } = words
  const { stage, outcome, remedy, closedAt } = complaint
  const begun = past(says.registered, times.brief(complaint.openedAt))
  const when = (...stages: Stage[]) => {
    const at = stages.map((one) => reached[one]).find((one) => one !== undefined)
    return at === undefined ? undefined : times.brief(at)
  }
  // Looking into it ends with what came of it.
  const unfounded = stage === 'explained' || outcome === 'accepted' || outcome === 'disagreed'
  const looked = past(says.lookedDone, when(unfounded ? 'explained' : 'offered'))
  const accepted =
    remedy?.signedBy && remedy.signedAt
      ? past(says.offerDone, fill(talk.signed, { name: remedy.signedBy, when: times.brief(remedy.signedAt) }))
      : remedy?.state === 'accepted' && past(says.offerDone, when('fulfilling', 'confirming'))
  switch (stage) {
    case 'received':
    case 'investigating':
    case 'approving':
      return [begun, here(says.looked), ...ahead(says.offer, says.fulfil, says.confirm)]
    case 'explained':
      return [begun, looked, here(says.explained)]
    case 'offered':
      return [begun, looked, here(says.offered), ...ahead(says.fulfil, says.confirm)]
    case 'fulfilling':
      return [
        begun,
        looked,
        accepted || past(says.offerDone, when('fulfilling')),
        here(says.fulfil),
        ...ahead(says.confirm),
      ]
    case 'confirming':
      return [begun, ...way(), here(says.confirm)]
  }
  const end = past(says.closed[outcome ?? 'unanswered'], closedAt ? times.brief(closedAt) : undefined)
  if (outcome === 'resolved') return [begun, ...way(), end]
  return outcome === 'accepted' || outcome === 'disagreed' ? [begun, looked, end] : [begun, end]

  /** What led to being asked whether it is put right. */
  function way(): Step[] {
    const done = when('confirming')
    return accepted ? [looked, accepted, past(says.fulfilDone, done)] : [past(says.answered, done)]
  }
}

/** What happens next and by when. */
export function nextStep({ complaint, standing, words, times, now }: Stand): Html {
  const says = words.next
  const { next, closedAt, reopenUntil, mergedInto, rating } = complaint
  if (closedAt !== null)
    return html`<section class="next">
      <p>${fill(says.closed, { when: times.at(closedAt) })}</p>
      ${complaint.arbitration && html`<h2>${words.talk.arbitration}</h2><p class="plain" dir="auto">${complaint.arbitration}</p>`}
      ${mergedInto && html`<p>${fill(says.merged, { number: html`<span class="number">${mergedInto}</span>` })}</p>`}
      ${reopenUntil && html`<p>${fill(says.reopen, { when: times.at(reopenUntil) })}</p>`}
      ${rating !== null && html`<p>${fill(words.talk.rated, { score: rating })}</p>`}
    </section>`
  const at = standing as keyof typeof says.by
  const by = next?.by ?? undefined
  const late = next?.who === 'shop' && by !== undefined && Date.parse(by) < now
  return html`<section class="next">
    <h2>${says.title}</h2>
    ${
      by === undefined
        ? html`<p>${says.open[at]}</p>`
        : html`<p>
            ${late && html`${says.open[at]} `}${fill(late ? says.late : says.by[at], { when: times.at(by) })}
            ${!late && html`<small>${times.away(by)}</small>`}
          </p>`
    }
    ${rating !== null && html`<p>${fill(words.talk.rated, { score: rating })}</p>`}
  </section>`
}
