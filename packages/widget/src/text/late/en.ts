/** What is said of answers, of sending, and afterwards. */
const en = {
  sending: 'Sending',
  again: 'Try again',
  choose: 'Please choose one.',
  write: 'Please write a few words.',
  reach: 'Please tell us where to reach you.',
  badEmail: 'Please write a mail address, such as ada@example.com.',
  badPhone: 'Please write a phone number.',
  check: 'Please look at this once more.',
  offline: 'You seem to be offline. Your words are kept; try again when you are back.',
  busy: 'It is busy here just now. Your words are kept; try again in {wait}.',
  earlier: 'Your first words have already arrived. Try again to send these, too.',
  marked: 'One answer could not be taken as it is; it is marked. Everything is kept.',
  refused: 'The shop could not take this now. Your words are kept; please try again later.',
  kept: 'Kept by {shop}',
  onIt: 'Thank you. We are on it.',
  number: 'Your number',
  copy: 'Copy',
  copied: 'Copied',
  registered: 'Registered, today {time}',
  answer: 'We look into it and answer you',
  agree: 'You agree to how we put it right',
  follow: 'Follow it here',
  keep: 'Keep this number, or the link. No account needed.',
}

export default en

/** Every language has the same keys. */
export type LateWords = Record<keyof typeof en, string>

/** What is said of photos, with their own load unit. */
export const photo = () => import('../../photo/text/en.ts')
