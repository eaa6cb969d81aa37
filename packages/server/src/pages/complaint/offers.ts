import type { CustomerAct } from '@earshot/sdk/contract'
import { type Html, html } from '../html.ts'
import { Form, type Tried } from './field.ts'
import type { Stand } from './stand.ts'
import { lastFromShop } from './talk.ts'

/** The longest words, in UTF-16 code units; the contract's own. */
const WORDS_MAX = 10_000
const RATING_MAX = 2000

/** What the customer is asked to do now, in one card each; what is not possible is not there. */
export function cards(stand: Stand, tried: Tried | undefined): Html[] {
  const { complaint, standing } = stand
  const may = (act: CustomerAct) => complaint.possible.includes(act)
  return [
    ...(standing === 'asked' && may('messages') ? [question(stand, tried)] : []),
    ...(complaint.stage === 'offered' && may('decision') ? [offer(stand, tried)] : []),
    ...(complaint.stage === 'explained' && may('decision') ? [explanation(stand, tried)] : []),
    ...(may('confirmation') ? [confirmation(stand, tried)] : []),
    ...(complaint.stage === 'closed' && complaint.rating === null && may('rating') ? [rating(stand, tried)] : []),
  ]
}

/** What the customer may do besides, each behind a line. */
export function besides(stand: Stand, tried: Tried | undefined): Html {
  const { complaint, standing, words } = stand
  const says = words.forms
  const may = (act: CustomerAct) => complaint.possible.includes(act)
  const rated = complaint.rating !== null
  return html`<section class="besides">
    ${
      may('messages') &&
      standing !== 'asked' &&
      new Form(stand, 'messages', tried).behind(says.add, ...message(stand, tried, says.words, says.send))
    }
    ${
      may('rating') &&
      (complaint.stage !== 'closed' || rated) &&
      new Form(stand, 'rating', tried).behind(rated ? says.rateAgain : says.rate, ...score(stand, tried, says.rate))
    }
    ${may('reopen') && reopen(stand, tried)} ${may('withdraw') && withdraw(stand, tried)}
  </section>`
}

function card(...parts: (Html | false)[]): Html {
  return html`<section class="card">${parts}</section>`
}

function quoted(words: string | undefined): Html | false {
  return words !== undefined && html`<blockquote dir="auto">${words}</blockquote>`
}

function question(stand: Stand, tried: Tried | undefined): Html {
  const says = stand.words.forms
  const form = new Form(stand, 'messages', tried)
  return card(quoted(lastFromShop(stand)), form.around(...message(stand, tried, says.answer, says.answerHint)))
}

function message(stand: Stand, tried: Tried | undefined, label: string, send: string): (Html | false)[] {
  const form = new Form(stand, 'messages', tried)
  return [form.whole(), form.words(label, WORDS_MAX, false), form.photos(), form.send(send)]
}

function offer(stand: Stand, tried: Tried | undefined): Html {
  const { complaint, words } = stand
  const says = words.forms
  const yes = new Form(stand, 'decision', tried, { name: 'accept', value: 'yes' })
  const no = new Form(stand, 'decision', tried, { name: 'accept', value: 'no' })
  return card(
    html`<h2>${words.talk.wanted}</h2>`,
    html`<p class="terms" dir="auto">${complaint.remedy?.terms}</p>`,
    yes.around(yes.whole(), yes.name(says.name, says.acceptHint), yes.send(says.accept)),
    no.behind(
      says.decline,
      no.whole(),
      no.words(says.declineWhy, WORDS_MAX, true),
      no.send(says.declineSend, 'second'),
    ),
  )
}

function explanation(stand: Stand, tried: Tried | undefined): Html {
  const says = stand.words.forms
  const yes = new Form(stand, 'decision', tried, { name: 'accept', value: 'yes' })
  const no = new Form(stand, 'objection', tried)
  return card(
    quoted(lastFromShop(stand)),
    yes.around(yes.whole(), yes.send(says.acceptExplanation)),
    stand.complaint.possible.includes('objection') &&
      no.behind(says.object, no.whole(), no.words(says.objectWhy, WORDS_MAX, true), no.send(says.objectSend, 'second')),
  )
}

function confirmation(stand: Stand, tried: Tried | undefined): Html {
  const { complaint, words } = stand
  const says = words.forms
  const yes = new Form(stand, 'confirmation', tried, { name: 'satisfied', value: 'yes' })
  const no = new Form(stand, 'confirmation', tried, { name: 'satisfied', value: 'no' })
  const terms = complaint.remedy?.terms
  return card(
    terms === undefined ? quoted(lastFromShop(stand)) : html`<p class="terms" dir="auto">${terms}</p>`,
    yes.around(yes.whole(), yes.send(says.confirmYes)),
    no.behind(
      says.confirmNo,
      no.whole(),
      no.words(says.confirmWhy, WORDS_MAX, true),
      no.send(says.confirmSend, 'second'),
    ),
  )
}

function rating(stand: Stand, tried: Tried | undefined): Html {
  const form = new Form(stand, 'rating', tried)
  return card(form.around(...score(stand, tried, stand.words.forms.rate)))
}

function score(stand: Stand, tried: Tried | undefined, legend: string): (Html | false)[] {
  const says = stand.words.forms
  const form = new Form(stand, 'rating', tried)
  return [form.whole(), form.score(legend), form.words(says.rateWords, RATING_MAX, false), form.send(says.rateSend)]
}

function reopen(stand: Stand, tried: Tried | undefined): Html {
  const says = stand.words.forms
  const form = new Form(stand, 'reopen', tried)
  return form.behind(says.reopen, form.whole(), form.words(says.reopenWhy, WORDS_MAX, true), form.send(says.reopenSend))
}

function withdraw(stand: Stand, tried: Tried | undefined): Html {
  const says = stand.words.forms
  const form = new Form(stand, 'withdraw', tried)
  return form.behind(
    says.withdraw,
    form.whole(),
    html`<p>${says.withdrawSure}</p>`,
    form.words(says.withdrawWhy, WORDS_MAX, false),
    form.send(says.withdrawSend, 'second'),
  )
}
