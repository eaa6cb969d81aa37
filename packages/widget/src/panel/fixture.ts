// For the tests of this folder: a site, and a talk at its only moment.
import type { SiteSettings } from '@earshot/sdk/contract'
import type { Baked } from '../loader/baked.ts'
import * as en from '../text/en.ts'
import late from '../text/late/en.ts'
import { talk, type Talk } from './talk.ts'

const UNHAPPY = [{ question: 'satisfaction', max: 3 }]

export const settings: SiteSettings = {
  key: 'pk_test',
  name: 'Lumen & Loaf',
  locale: 'en',
  locales: ['en'],
  privacyUrl: 'https://shop.example/privacy',
  test: false,
  theme: { accent: '#14655a', scheme: 'auto', radius: 14 },
  launcher: { enabled: false, side: 'end', label: {}, only: [], except: [] },
  moments: [
    {
      id: 'purchase',
      version: 3,
      title: { en: 'After a purchase' },
      note: { en: 'Takes ten seconds' },
      headings: [{ when: UNHAPPY, title: { en: 'Thank you for telling us.' } }],
      questions: [
        {
          id: 'satisfaction',
          kind: 'satisfaction',
          label: { en: 'Is everything as you hoped?' },
          required: true,
          labels: ['Not at all', 'Not quite', 'All right', 'Good', 'Delighted'].map((en) => ({ en })),
        },
        {
          id: 'reasons',
          kind: 'choices',
          label: { en: 'What went wrong?' },
          when: UNHAPPY,
          options: [
            { id: 'late', label: { en: 'Late' } },
            { id: 'price', label: { en: 'Price' } },
          ],
        },
        { id: 'comment', kind: 'text', label: { en: 'What should we improve?' }, when: UNHAPPY },
        {
          id: 'praise',
          kind: 'text',
          label: { en: 'Anything we could do even better?' },
          when: [{ question: 'satisfaction', min: 4 }],
        },
        {
          id: 'remedy',
          kind: 'remedy',
          label: { en: 'What would put it right?' },
          when: UNHAPPY,
          view: 2,
          options: [{ id: 'refund', label: { en: 'Money back' } }],
        },
        {
          id: 'contact',
          kind: 'contact',
          label: { en: 'Where may we answer you?' },
          when: UNHAPPY,
          view: 2,
          fields: ['email'],
        },
      ],
      after: [{ title: { en: 'Thank you. We read every word.' }, note: { en: 'It makes our day to know.' } }],
    },
  ],
  texts: {},
}

export const site: Baked = {
  url: 'https://earshot.example',
  key: 'pk_test',
  locales: ['en'],
  speaks: '(en)',
  accent: '#14655a',
  scheme: 'auto',
  radius: 14,
  files: {},
  text: () => import('../text/en.ts'),
}

/** A talk that is not drawn. */
export function talkAt(alter: Partial<Talk> = {}, answers: Talk['draft']['answers'] = {}): Talk {
  Object.assign(en.default, late)
  const begun = talk({ site, moment: 'purchase', locale: 'en' }, settings, en) as Talk
  const draft = { begun: Date.now(), answers, contact: { ...alter.contact }, view: 1 }
  return { ...begun, change() {}, close() {}, ...alter, draft }
}
