/** Signing in. */
export const session = {
  title: 'Sign in',
  email: 'Mail address',
  password: 'Password',
  signIn: 'Sign in',
  forgot: 'Forgot your password?',
  ask: 'Send a link',
  asked: 'If this address belongs to a member of staff, a link to choose a new password is on its way to it.',
  back: 'Back to signing in',
  failed: 'This mail address and password do not belong together.',
  limited: 'Too many tries. Wait a few minutes, then try again.',
  site: 'Site key',
  siteHint: 'This server keeps several shops. Yours begins with pk_.',
  ended: 'You are signed out',
  endedMore: 'Sign in again to go on. What you typed is still here.',
  unreachable: 'The server cannot be reached.',
}
