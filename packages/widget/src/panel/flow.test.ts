import type { Moment } from '@earshot/sdk/contract'
import { expect, test } from 'vitest'
import { faults } from './faults.ts'
import { page, walk } from './flow.ts'
import { feedback } from './send.ts'
import { settings, talkAt } from './fixture.ts'

const UNHAPPY = [{ question: 'satisfaction', max: 3 }]
const moment: Moment = {
  ...settings.moments[0],
  questions: [
    ...settings.moments[0].questions,
    { id: 'why', kind: 'text', label: { en: 'Why that?' }, when: [{ question: 'reasons', is: ['late'] }] },
    { id: 'item', kind: 'product', label: { en: 'Which one?' } },
    { id: 'photo', kind: 'photo', label: { en: 'A photo' }, when: UNHAPPY },
  ],
}
const ids = (questions: { id: string }[]) => questions.map(({ id }) => id)

test('asks first what has no condition, and no product where the order has no items', () => {
  expect(ids(walk(talkAt({ asked: moment })).asked)).toEqual(['satisfaction'])
})

test('asks for the order’s items where it has some', () => {
  const order = { id: '1001', items: [{ name: 'Mug' }] }
  expect(ids(walk(talkAt({ asked: moment, order })).asked)).toEqual(['satisfaction', 'item'])
})

test('forgets the road that is not taken: neither asks on from it nor sends it', () => {
  const talk = talkAt({ asked: moment }, { satisfaction: 2, reasons: ['late'], why: 'Rain', comment: 'Hm' })
  expect(ids(walk(talk).asked)).toEqual(['satisfaction', 'reasons', 'comment', 'remedy', 'contact', 'why', 'photo'])
  talk.draft.answers['satisfaction'] = 5
  expect(ids(walk(talk).asked)).toEqual(['satisfaction', 'praise'])
  expect(walk(talk).given).toEqual({ satisfaction: 5 })
})

test('counts white space as no answer, and sends words without what databases cannot keep', () => {
  const talk = talkAt({ asked: moment }, { satisfaction: 5, praise: ' \n ' })
  expect(walk(talk).given).toEqual({ satisfaction: 5 })
  talk.draft.answers['praise'] = ' good\0 \uD800'
  expect(walk(talk).given['praise']).toBe('good \uFFFD')
})

test('has a second view only while something is asked there', () => {
  const talk = talkAt({ asked: moment }, { satisfaction: 2 })
  expect(page(talk).views).toEqual([1, 2])
  talk.draft.view = 2
  expect(ids(page(talk).questions)).toEqual(['remedy', 'contact'])
  talk.draft.answers['satisfaction'] = 4
  expect(page(talk)).toMatchObject({ views: [1], at: 0 })
})

test('takes the first heading that holds on the view', () => {
  expect(page(talkAt({ asked: moment })).heading).toBeUndefined()
  expect(page(talkAt({ asked: moment }, { satisfaction: 1 })).heading?.title).toEqual({
    en: 'Thank you for telling us.',
  })
})

test('finds what is required and missing, and what is no address', () => {
  const asked: Moment = {
    ...moment,
    questions: [
      { id: 'satisfaction', kind: 'satisfaction', label: {}, labels: [], required: true },
      { id: 'words', kind: 'text', label: {}, required: true },
      { id: 'contact', kind: 'contact', label: {}, required: true, fields: ['name', 'email', 'phone'] },
    ],
  }
  const talk = talkAt({ asked })
  expect(Object.keys(faults(talk, asked.questions))).toEqual(['satisfaction', 'words', 'contact.name'])
  talk.draft = { ...talk.draft, answers: { satisfaction: 3, words: 'x' }, contact: { email: 'ada@', phone: 'none' } }
  expect(Object.keys(faults(talk, asked.questions))).toEqual(['contact.email', 'contact.phone'])
  talk.draft.contact = { phone: '030 1234' }
  expect(faults(talk, asked.questions)).toEqual({})
})

test('sends a picked remedy as a complaint, and a contact only where it was asked', () => {
  const form = document.createElement('form')
  form.innerHTML = '<input name="website" value="">'
  const talk = talkAt({ asked: moment, contact: { email: 'ada@example.com' } }, { satisfaction: 5, remedy: 'refund' })
  expect(feedback(talk, form)).not.toHaveProperty('complaint')
  expect(feedback(talk, form)).not.toHaveProperty('contact')
  talk.draft.answers['satisfaction'] = 1
  expect(feedback(talk, form)).toMatchObject({
    site: 'pk_test',
    moment: 'purchase',
    momentVersion: 3,
    answers: { satisfaction: 1, remedy: 'refund' },
    contact: { email: 'ada@example.com' },
    complaint: true,
    locale: 'en',
    signals: { honeypot: '' },
  })
})
