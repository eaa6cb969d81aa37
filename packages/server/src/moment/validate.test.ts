import type { Answer, Moment, Question } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import type { MomentHistory } from './store.ts'
import { checkAnswers } from './validate.ts'

const en = (text: string) => ({ en: text })

function moment(version: number, ...questions: Question[]): Moment {
  return { id: 'visit', version, title: en('Visit'), headings: [], questions, after: [{ title: en('Thanks') }] }
}

const options = (...ids: string[]) => ids.map((id) => ({ id, label: en(id) }))
const first = moment(
  1,
  { id: 'reasons', kind: 'choices', label: en('Why?'), options: options('late', 'price') },
  { id: 'nps', kind: 'nps', label: en('Recommend?') },
  { id: 'shape', kind: 'text', label: en('Shape?') },
)
const second = moment(
  2,
  { id: 'reasons', kind: 'choices', label: en('Why?'), options: options('late', 'staff') },
  { id: 'effort', kind: 'effort', label: en('Easy?') },
  { id: 'colour', kind: 'choice', label: en('Colour?'), options: options('red') },
  { id: 'remedy', kind: 'remedy', label: en('Remedy?'), options: options('refund') },
  { id: 'short', kind: 'text', label: en('Short?'), maxLength: 3 },
  { id: 'items', kind: 'product', label: en('Which?') },
  { id: 'pictures', kind: 'photo', label: en('Show') },
  { id: 'spoken', kind: 'voice', label: en('Say') },
  { id: 'mail', kind: 'contact', label: en('Mail'), fields: ['email'] },
  { id: 'smile', kind: 'satisfaction', label: en('Happy?'), labels: ['1', '2', '3', '4', '5'].map(en) },
  { id: 'shape', kind: 'choice', label: en('Shape?'), options: options('round') },
)
const history: MomentHistory = {
  state: 'on',
  current: second,
  versions: new Map([
    [1, first],
    [2, second],
  ]),
}

const check = (answers: Record<string, Answer>, asked = second) => checkAnswers(answers, asked, history)

describe('answers', () => {
  it.each<[string, Record<string, Answer>]>([
    ['several options', { reasons: ['late', 'staff'] }],
    ['one option', { colour: 'red', remedy: 'refund' }],
    ['numbers at the ends', { effort: 1, smile: 5 }],
    ['words as long as allowed', { short: 'abc' }],
    ['items, pictures and voice', { items: ['A-1'], pictures: ['p1', 'p2'], spoken: 'v1' }],
  ])('hold: %s', (_title, answers) => {
    expect(check(answers)).toMatchObject({ errors: [], retired: false })
  })

  it.each<[string, Record<string, Answer>, string, string]>([
    ['a number below the range', { effort: 0 }, 'answers.effort', 'too_small'],
    ['a number above the range', { effort: 8 }, 'answers.effort', 'too_big'],
    ['a fraction', { smile: 3.5 }, 'answers.smile', 'invalid_type'],
    ['words for a number', { smile: '3' }, 'answers.smile', 'invalid_type'],
    ['words too long', { short: 'abcd' }, 'answers.short', 'too_big'],
    ['a number for words', { short: 1 }, 'answers.short', 'invalid_type'],
    ['a list for one option', { colour: ['red'] }, 'answers.colour', 'invalid_type'],
    ['one option for a list', { reasons: 'late' }, 'answers.reasons', 'invalid_type'],
    ['an option never offered', { reasons: ['late', 'mood'] }, 'answers.reasons.1', 'option_unknown'],
    ['words for pictures', { pictures: 'p1' }, 'answers.pictures', 'invalid_type'],
    ['a list for voice', { spoken: ['v1'] }, 'answers.spoken', 'invalid_type'],
    ['a contact', { mail: 'a@b.co' }, 'answers.mail', 'misplaced'],
    ['a question never asked', { mood: 'good' }, 'answers.mood', 'question_unknown'],
    ['a name that every object has', { 'to-string': 1, constructor: 'x' }, 'answers.constructor', 'question_unknown'],
  ])('do not hold: %s', (_title, answers, path, code) => {
    expect(check(answers).errors).toContainEqual(expect.objectContaining({ path, code, rule: expect.any(String) }))
  })

  it('to what was asked before an edit are kept and flagged', () => {
    expect(check({ nps: 10 }, first)).toEqual({ errors: [], retired: true, photos: [], satisfaction: null })
    expect(check({ reasons: ['price'] }, first)).toEqual({ errors: [], retired: true, photos: [], satisfaction: null })
    expect(check({ reasons: ['late'] }, first)).toEqual({ errors: [], retired: false, photos: [], satisfaction: null })
  })

  it('are held against the version that was answered', () => {
    expect(check({ shape: 'oval' }, first)).toMatchObject({ errors: [], retired: true })
    expect(check({ shape: 'oval' }, second).errors).toHaveLength(1)
  })

  it('tell the satisfaction, whatever the question is called', () => {
    expect(check({ smile: 2 }).satisfaction).toBe(2)
  })
})
