import { holds, type Answer } from '@earshot/sdk/contract'
import type { Talk } from './talk.ts'

/** What databases cannot keep is taken out of words: NUL and halves of surrogate pairs. */
export function clean(words: string): string {
  return words.toWellFormed().replaceAll('\0', '').trim()
}

/**
 * The questions that are asked as things stand, and the answers that count: those to asked questions,
 * so that what was said on a road not taken neither travels nor opens further questions.
 * Voice is not asked by this version.
 */
export function walk({ asked: { questions }, draft: { answers }, order }: Talk) {
  const given: Record<string, Answer> = {}
  const asked = questions.filter(({ id, kind, when }) => {
    if (kind === 'voice' || (kind === 'product' && !order?.items?.length)) return false
    if (!holds(when, given)) return false
    const answer = answers[id] ?? ''
    const said = typeof answer === 'string' ? clean(answer) : answer
    if (typeof said === 'number' || said.length > 0) given[id] = said
    return true
  })
  return { asked, given }
}

export function viewOf({ view = 1 }: { view?: number | undefined }): number {
  return view
}

/** The views that ask something, in order, and what stands on the one that is shown. */
export function page(talk: Talk) {
  const { asked, given } = walk(talk)
  const views = [...new Set(asked.map(viewOf))].sort((a, b) => a - b)
  // An answer changed on an earlier view may have emptied this one.
  const view = views.findLast((view) => view <= talk.draft.view) ?? views[0]
  return {
    given,
    views,
    at: views.indexOf(view!),
    questions: asked.filter((question) => viewOf(question) === view),
    heading: talk.asked.headings.find((heading) => viewOf(heading) === view && holds(heading.when, given)),
  }
}
