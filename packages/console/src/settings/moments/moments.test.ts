import type { Moment, MomentInput, Question } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { answersFor, howOf, howsOf, newCondition, withHow } from './condition.ts'
import { contentOf, differences, same, tidy, together } from './differ.ts'
import { begin, redo, seal, step, undo } from './history.ts'
import { blank, follows, free, KINDS, newOption, newQuestion, slug } from './make.ts'
import { at, moved, put } from './path.ts'

const faces = ['1', '2', '3', '4', '5'].map((en) => ({ en }))
const rating: Question = { id: 'satisfaction', kind: 'satisfaction', label: { en: 'Well?' }, labels: faces }
const comment: Question = { id: 'comment', kind: 'text', label: { en: 'What?' } }
const reasons: Question = {
  id: 'reasons',
  kind: 'choices',
  label: { en: 'Why?' },
  options: [
    { id: 'late', label: { en: 'Late' } },
    { id: 'price', label: { en: 'Price' } },
  ],
}
const base: Moment = {
  id: 'visit',
  version: 3,
  title: { en: 'A visit' },
  headings: [],
  questions: [rating, comment, reasons],
  after: [{ title: { en: 'Thanks' } }],
}

describe('steps that can be undone', () => {
  it('undoes a word as one, and another after a pause as another', () => {
    let line = begin('')
    for (const text of ['t', 'te', 'tea']) line = step(line, text, 'title')
    line = step(seal(line), 'tea!', 'title')
    expect(undo(line).now).toBe('tea')
    expect(undo(undo(line)).now).toBe('')
    expect(redo(undo(undo(line))).now).toBe('tea')
    expect(undo(begin('x')).now).toBe('x')
  })

  it('has nothing to do again once something else was done', () => {
    const line = step(undo(step(begin(1), 2)), 3)
    expect(redo(line).now).toBe(3)
    expect(undo(line).now).toBe(1)
  })
})

describe('paths', () => {
  it('reads and replaces without touching what was', () => {
    const next = put(base, 'questions.2.options.1.label.ko', '가격')
    expect(at(next, 'questions.2.options.1.label')).toEqual({ en: 'Price', ko: '가격' })
    expect(at(base, 'questions.2.options.1.label.ko')).toBeUndefined()
    expect(next.questions[0]).toBe(base.questions[0])
    expect(at(base, 'questions.9.label')).toBeUndefined()
  })

  it('makes what is missing and takes away what is put as undefined', () => {
    const hinted = put(base, 'questions.1.hint.en', 'A word')
    expect(at(hinted, 'questions.1.hint')).toEqual({ en: 'A word' })
    expect(put(hinted, 'questions.1.hint', undefined).questions[1]).not.toHaveProperty('hint')
  })

  it('moves one item', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  })
})

describe('new things', () => {
  it('names by words what has Latin letters, and nothing else', () => {
    expect(slug('Après l’atelier!')).toBe('apres-l-atelier')
    expect(slug('24 hours')).toBe('hours')
    expect(slug('교환')).toBe('')
    expect(slug('a'.repeat(60))).toHaveLength(40)
  })

  it('never gives an id that was asked before', () => {
    expect(free('comment', ['comment', 'comment-2'])).toBe('comment-3')
    for (const kind of KINDS) {
      const { id } = newQuestion(kind, [newQuestion(kind, [], { labels: faces }).id], { labels: faces })
      expect(id).toMatch(/-2$/)
    }
    expect(newOption(['option-1', 'option-2', 'late']).id).toBe('option-4')
  })

  it('lets a choice’s name follow its words until somebody chose one', () => {
    expect(follows('option-2', undefined)).toBe(true)
    expect(follows('too-late', 'Too late')).toBe(true)
    expect(follows('delivery', 'Too late')).toBe(false)
  })

  it('begins with a moment that can be saved', () => {
    const words = { labels: faces, label: { en: 'Well?' }, thanks: { en: 'Thanks' } }
    const made = blank('workshop', { en: 'After a workshop' }, words)
    expect(made.questions).toMatchObject([{ id: 'satisfaction', required: true, label: { en: 'Well?' } }])
    expect(made.after).toEqual([{ title: { en: 'Thanks' } }])
  })
})

describe('conditions', () => {
  it('are told apart by what they look at', () => {
    expect(howOf({ question: 'satisfaction', max: 3 })).toBe('most')
    expect(howOf({ question: 'satisfaction', min: 4 })).toBe('least')
    expect(howOf({ question: 'satisfaction', min: 5, max: 5 })).toBe('exactly')
    expect(howOf({ question: 'satisfaction', min: 2, max: 4 })).toBe('between')
    expect(howOf({ question: 'reasons', is: ['late'] })).toBe('one')
    expect(howOf({ question: 'comment' })).toBe('answered')
    expect(howsOf(comment)).toEqual(['answered'])
    expect(howsOf(undefined)).toEqual(['answered'])
  })

  it('keep what they can when they look in another way', () => {
    const most = { question: 'satisfaction', max: 3 }
    expect(withHow(most, 'exactly', rating)).toEqual({ question: 'satisfaction', min: 3, max: 3 })
    expect(withHow(most, 'between', rating)).toEqual({ question: 'satisfaction', min: 1, max: 3 })
    expect(withHow(most, 'one', rating)).toEqual({ question: 'satisfaction', is: [3] })
    expect(withHow(most, 'answered', rating)).toEqual({ question: 'satisfaction' })
    expect(newCondition(reasons)).toEqual({ question: 'reasons', is: ['late'] })
  })

  it('tell with which answers a question is asked, with those that come before it', () => {
    const why: Question = { ...reasons, when: [{ question: 'satisfaction', max: 3 }] }
    const how: Question = { ...comment, when: [{ question: 'reasons', is: ['price'] }] }
    expect(answersFor([rating, why, how], how)).toEqual({ satisfaction: 3, reasons: 'price' })
    expect(answersFor([rating, why, how], rating)).toEqual({})
    expect(answersFor([rating], { when: [{ question: 'gone' }] })).toEqual({})
  })
})

describe('differences', () => {
  const mine = (change: Partial<MomentInput>): MomentInput => ({ ...contentOf(base), ...change })

  it('compare whatever the order of members, and leave out words that are none', () => {
    expect(same({ a: 1, b: [1, { c: undefined }] }, { b: [1, {}], a: 1 })).toBe(true)
    expect(same([1], { 0: 1 })).toBe(false)
    const emptied = mine({ questions: [{ ...rating, hint: { en: '' } }, comment, reasons], note: { ko: ' ' } })
    expect(same(tidy(emptied), tidy(contentOf(base)))).toBe(true)
  })

  it('tell questions by their ids', () => {
    const found = differences(base, mine({ questions: [reasons, { ...rating, required: true }] }))
    expect(found).toEqual([
      { of: 'question', how: 'changed', question: 'satisfaction', fields: ['required'] },
      { of: 'question', how: 'removed', question: 'comment', fields: [] },
      { of: 'order', how: 'changed', question: null, fields: [] },
    ])
  })

  it('brings together what two changed, and mine wins where both changed the same', () => {
    const extra: Question = { id: 'more', kind: 'text', label: { en: 'More?' } }
    const theirs: Moment = {
      ...base,
      version: 4,
      title: { en: 'Their visit' },
      questions: [rating, extra, { ...comment, label: { en: 'Theirs?' } }, { ...reasons, required: true }],
    }
    const own = mine({
      note: { en: 'Short' },
      questions: [{ ...reasons, hint: { en: 'Any' } }, rating, { ...comment, label: { en: 'Mine?' } }],
    })
    const both = together(base, theirs, own)
    expect(both.title).toEqual({ en: 'Their visit' })
    expect(both.note).toEqual({ en: 'Short' })
    expect(both.questions.map(({ id }) => id)).toEqual(['reasons', 'satisfaction', 'more', 'comment'])
    expect(both.questions[0]).toEqual({ ...reasons, hint: { en: 'Any' }, required: true })
    expect(both.questions[3]!.label).toEqual({ en: 'Mine?' })
  })

  it('brings words together by language, choices by their names, and a condition as a whole', () => {
    const when = [{ question: 'satisfaction', max: 3 }]
    const from: Moment = { ...base, questions: [rating, { ...comment, when }, reasons] }
    const words = put(put(from, 'title.ko', '방문'), 'questions.2.options.0.label.ko', '늦음')
    const theirs: Moment = put({ ...words, version: 4 }, 'questions.1.when.0.max', 2)
    let own = put(put(contentOf(from), 'title.en', 'My visit'), 'questions.2.options.0.label.en', 'Too late')
    own = put(own, 'questions.1.when', [{ question: 'satisfaction', min: 4 }])
    const both = together(from, theirs, own)
    expect(both.title).toEqual({ en: 'My visit', ko: '방문' })
    expect(at(both, 'questions.2.options.0.label')).toEqual({ en: 'Too late', ko: '늦음' })
    expect(both.questions[1]!.when).toEqual([{ question: 'satisfaction', min: 4 }])
  })

  it('keeps out what one of the two removed', () => {
    const theirs: Moment = { ...base, version: 4, questions: [rating, reasons] }
    expect(together(base, theirs, contentOf(base)).questions.map(({ id }) => id)).toEqual(['satisfaction', 'reasons'])
    const own = mine({ questions: [comment, reasons] })
    expect(together(base, { ...base, version: 4 }, own).questions.map(({ id }) => id)).toEqual(['comment', 'reasons'])
  })
})
