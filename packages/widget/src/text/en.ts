/**
 * The widget's own words; `{name}` is filled in. What a moment asks is data of the site and not here.
 * A site says them its own way by `settings.texts[key][locale]`.
 */
const en = {
  send: 'Send',
  skip: 'Skip',
  next: 'Next',
  back: 'Back',
  close: 'Close',
  dismiss: 'No thanks',
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
  unreachable: 'We could not reach the shop. Your words are kept; please try again.',
}

export default en

/** Every language has the same keys. */
export type Words = Record<keyof typeof en, string>

/** What is said once the form is filled in; a file of its own, so that opening the form does not wait for it. */
export const late = () => import('./late/en.ts')
