import { expect, it } from 'vitest'
import { blocks } from './blocks.ts'

it('reads paragraphs, quotations and buttons of a mail, with what is known filled in', () => {
  const body = 'Dear {name},\n\n> {said}\n\nWe look into it.\nBy {when}.\n\n[See it]({link})\n'
  expect(blocks(body, { name: 'Ada', said: 'Torn.\nTwice.', link: 'https://x.example' })).toEqual([
    { kind: 'text', text: 'Dear Ada,' },
    { kind: 'quote', text: 'Torn.\nTwice.' },
    { kind: 'text', text: 'We look into it.\nBy {when}.' },
    { kind: 'button', text: 'See it' },
  ])
})
