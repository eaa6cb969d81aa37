import './look/font.css'
import './look/base.css.ts'
import { render } from 'preact'
import { whole } from './api/client.ts'
import { queries } from './api/query.ts'
import { recallKeys } from './command/preference.ts'
import { askInbox } from './inbox/filters.ts'
import { followLive, listen } from './live/live.ts'
import { ended, findSession, renewSession, session } from './session/session.ts'
import { SignInAgain, SignInPage } from './session/SignIn.tsx'
import { followAddress, path } from './shell/address.ts'
import { preload } from './shell/Content.tsx'
import { COUNTS } from './shell/counts.ts'
import { recallScheme } from './shell/scheme.ts'
import { HOME, screenAt } from './shell/screens.ts'
import { Shell } from './shell/Shell.tsx'
import { Fault } from './ui/States.tsx'
import { speak } from './words/words.ts'

function App() {
  if (!session.value) return <SignInPage />
  return (
    <>
      <Shell />
      {ended.value && <SignInAgain />}
    </>
  )
}

async function start(): Promise<void> {
  recallScheme()
  recallKeys()
  followAddress()
  const root = document.getElementById('app')!
  const { promise: admitted, resolve: admit } = Promise.withResolvers<void>()
  followLive(admitted)
  listen(({ type }) => void (/^(site\.(changed|mail)|reset)$/.test(type) && session.peek() && renewSession()))
  // The screen and what it shows come beside who is asking for it.
  const screen = screenAt(path.value === '/' ? HOME : path.value)?.screen
  // What fails is said where it is shown.
  if (screen) preload(screen).catch(() => {})
  if (screen?.nav?.name === 'inbox') askInbox()
  else whole().catch(() => {})
  void queries.prefetchQuery(COUNTS)
  const spoken = speak(navigator.languages)
  try {
    await Promise.all([findSession(), spoken])
  } catch (error) {
    await spoken
    render(<Fault error={error} again={() => location.reload()} />, root)
    return
  }
  // One's own choice, else the browser's, else the shop's.
  if (session.value) {
    const { language, site } = session.value
    await speak([...(language ? [language] : []), ...navigator.languages, site.locale])
  }
  render(<App />, root)
  session.subscribe((by) => {
    if (by) recallScheme(by.preferences.scheme)
    if (by) recallKeys(by.preferences.shortcuts)
    if (by) admit()
    if (by?.role === 'owner') void import('./welcome/lead.ts').then(({ leadIn }) => leadIn()).catch(() => {})
  })
}

void start()
