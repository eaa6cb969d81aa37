/**
 * The widget's own words; `{name}` is filled in. What a moment asks is data of the site and not here.
 * A site says them its own way by `settings.texts[key][locale]`.
 */
const en = {
  send: 'Send',
  sending: 'Sending',
  skip: 'Skip',
  next: 'Next',
  back: 'Back',
  close: 'Close',
  dismiss: 'No thanks',
  again: 'Try again',
  optional: 'optional',
  step: '{at} of {of}',
  order: 'Order {id}',
  left: '{count} characters left',
  email: 'E-mail',
  phone: 'Phone',
  name: 'Name',
  company: 'Company',
  address: 'Address',
  privacy: 'Privacy',
  choose: 'Please choose one.',
  write: 'Please write a few words.',
  reach: 'Please tell us where to reach you.',
  badEmail: 'Please write a mail address, such as ada@example.com.',
  badPhone: 'Please write a phone number.',
  check: 'Please look at this once more.',
  offline: 'You seem to be offline. Your words are kept; try again when you are back.',
  unreachable: 'We could not reach the shop. Your words are kept; please try again.',
  busy: 'It is busy here just now. Your words are kept; try again in {wait}.',
  earlier: 'Your first words have already arrived. Try again to send these, too.',
  marked: 'One answer could not be taken as it is; it is marked. Everything is kept.',
  refused: 'The shop could not take this now. Your words are kept; please try again later.',
  kept: 'Kept by {shop}',
  onIt: 'We are on it.',
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
export type Words = Record<keyof typeof en, string>
