import type { DeskCounts } from '@earshot/sdk/contract'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { api, renewed } from '../api/client.ts'
import { followKeys, shownKeys, singleKeys, useCommands } from '../command/commands.ts'
import { Help } from '../command/Help.tsx'
import { helpOpen, Palette, paletteOpen } from '../command/Palette.tsx'
import { useQuery } from '../api/query.ts'
import { connected } from '../live/live.ts'
import { leave, may, me } from '../session/session.ts'
import { DemoBanner } from '../site/Banner.tsx'
import { Button, Kbd } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Avatar } from '../ui/Marks.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { Toasts } from '../ui/States.tsx'
import { number } from '../words/format.ts'
import { language, LANGUAGES, speak, w } from '../words/words.ts'
import { go, href, path } from './address.ts'
import { fetchAhead } from './ahead.ts'
import { approach, awaited, Content } from './Content.tsx'
import { COUNTS } from './counts.ts'
import { chooseScheme, scheme } from './scheme.ts'
import { SCREENS, screenAt } from './screens.ts'
import * as css from './Shell.css.ts'

/** On a phone these have a place of their own; the others are under "More". */
const PHONE: readonly string[] = ['inbox', 'complaints', 'followups']

function More() {
  const words = w().common.nav
  const { data } = useQuery(COUNTS)
  const rest = SCREENS.filter(({ nav, role }) => nav && !PHONE.includes(nav.name) && (!role || may(role)))
  return (
    <span class={css.narrowOnly}>
      <Menu
        kind="quiet"
        class={css.link}
        items={[
          ...rest.map(({ nav, paths }) => ({
            label: (
              <>
                <Icon name={nav!.icon} /> {words[nav!.name] as string}
              </>
            ),
            end: <Count name={nav!.name} data={data} />,
            run: () => go(href(paths[0]!)),
          })),
          'rule' as const,
          ...accountItems(),
        ]}
      >
        <Icon name="menu" />
        {words.more}
      </Menu>
    </span>
  )
}

function NavLinks() {
  const words = w().common.nav
  const { data } = useQuery(COUNTS)
  const current = screenAt(path.value)?.screen
  const shown = SCREENS.filter(({ nav, role }) => nav && (!role || may(role)))
  return (
    <>
      {shown.map((screen, i) => {
        const { name, icon, group } = screen.nav!
        const first = i > 0 && shown[i - 1]!.nav!.group !== group
        return (
          <>
            {first && <div class={css.gap} />}
            <a
              key={name}
              class={PHONE.includes(name) ? css.link : `${css.link} ${css.wideOnly}`}
              href={href(screen.paths[0]!)}
              aria-current={current === screen ? 'page' : undefined}
              onPointerEnter={() => approach(screen)}
              onFocus={() => approach(screen)}
            >
              <Icon name={icon} />
              {words[name] as string}
              <Count name={name} data={data} />
            </a>
          </>
        )
      })}
    </>
  )
}

/** Which figure stands beside which link. */
const COUNTED: Readonly<Record<string, keyof DeskCounts>> = {
  inbox: 'unread',
  approvals: 'approvals',
  followups: 'followups',
  tasks: 'tasks',
}

/** How much waits behind a link. Of complaints it is those that are late, wherever there are any. */
function Count({ name, data }: { name: string; data: DeskCounts | undefined }) {
  if (!data) return null
  const many = (n: number) => (n > 99 ? `${number(99)}+` : number(n))
  if (name === 'complaints') {
    if (data.overdue > 0)
      return <span class={`${css.count} ${css.hot}`}>{w().common.nav.late(many(data.overdue))}</span>
    return data.mine > 0 ? <span class={css.count}>{many(data.mine)}</span> : null
  }
  const count = COUNTED[name] && data[COUNTED[name]]
  return count ? <span class={css.count}>{many(count)}</span> : null
}

function useShellCommands() {
  const words = w().common
  useCommands([
    {
      id: 'palette',
      label: words.keys.palette,
      keys: '$mod+k',
      hidden: true,
      group: 'everywhere',
      run: () => (paletteOpen.value = true),
    },
    {
      id: 'search',
      label: words.nav.search,
      keys: '/',
      hidden: true,
      group: 'everywhere',
      run: () => (paletteOpen.value = true),
    },
    { id: 'help', label: words.keys.help, keys: 'Shift+?', group: 'everywhere', run: () => (helpOpen.value = true) },
    ...SCREENS.filter(({ nav, role }) => nav && (!role || may(role))).map((screen) => ({
      id: `go-${screen.nav!.name}`,
      label: words.keys.goTo(words.nav[screen.nav!.name] as string),
      keys: screen.nav!.keys,
      group: 'everywhere' as const,
      run: () => {
        // Before the screen is drawn, not after.
        approach(screen)
        go(href(screen.paths[0]!))
      },
    })),
    { id: 'profile', label: words.me.profile, group: 'everywhere', run: () => go(href('/profile')) },
    { id: 'sign-out', label: words.me.signOut, group: 'everywhere', run: () => void leave() },
  ])
}

function accountItems(): (MenuItem | 'rule')[] {
  const words = w().common.me
  return [
    ...(['auto', 'light', 'dark'] as const).map((one) => ({
      label: `${words.scheme}: ${words[one]}`,
      chosen: scheme.value === one,
      run: () => chooseScheme(one),
    })),
    'rule',
    ...Object.entries(LANGUAGES).map(([tag, name]) => ({
      label: <span lang={tag}>{name}</span>,
      chosen: language.value === tag,
      run: async () => {
        await speak([tag])
        await api.session.change({ language: tag })
      },
    })),
    'rule',
    { label: words.shortcuts, end: <Kbd>?</Kbd>, run: () => (helpOpen.value = true) },
    { label: words.profile, run: () => go(href('/profile')) },
    { label: words.signOut, run: () => void leave() },
  ]
}

/** Navigation, the screen, and what lies over it. */
export function Shell() {
  const words = w().common
  const main = useRef<HTMLElement>(null)
  useShellCommands()
  // Before the first key.
  useLayoutEffect(followKeys, [])
  useEffect(fetchAhead, [])
  // Who goes to another screen by keyboard or screen reader begins at its top.
  const screen = screenAt(path.value)?.screen
  const before = useRef(screen)
  // Those that have no place in the navigation.
  const apart = { '/profile': words.me.profile, '/welcome': w().start.card.go }[screen?.paths[0] ?? '']
  const name = screen?.nav ? (words.nav[screen.nav.name] as string) : apart
  const shop = me.value.site.name
  useEffect(() => {
    document.title = name ? `${name} · ${shop}` : shop
  }, [name, shop])
  useEffect(() => {
    if (before.current === screen) return
    before.current = screen
    if (document.activeElement === document.body || !main.current!.contains(document.activeElement))
      main.current!.focus()
  }, [screen])
  return (
    <div class={screen?.alone ? `${css.shell} ${css.alone}` : css.shell}>
      <a class={css.skip} href="#main">
        {words.nav.skip}
      </a>
      <div class={css.notices}>
        {renewed.value ? (
          <div class={css.notice} role="alert">
            {words.state.renewed} <Button onClick={() => location.reload()}>{words.act.reload}</Button>
          </div>
        ) : (
          !connected.value && (
            <div class={css.notice} role="status">
              {words.state.offline}
            </div>
          )
        )}
        <DemoBanner />
      </div>
      <nav class={css.nav} aria-label={words.nav.label} hidden={screen?.alone}>
        <div class={css.brand}>
          <i class={css.mark} />
          <span class={css.name}>{me.value.site.name}</span>
        </div>
        <NavLinks />
        <div class={css.grow} />
        <button type="button" class={css.link} onClick={() => (paletteOpen.value = true)}>
          <Icon name="search" />
          {words.nav.search}
          <span class={`${css.keys} ${css.wideOnly}`}>
            <Kbd>{singleKeys.value ? '/' : shownKeys('$mod+k')}</Kbd>
          </span>
        </button>
        <span class={css.wideOnly}>
          <Menu kind="quiet" class={css.link} aria-label={`${words.me.menu}: ${me.value.name}`} items={accountItems()}>
            <Avatar name={me.value.name} />
            <span class={css.name}>{me.value.name}</span>
          </Menu>
        </span>
        <More />
      </nav>
      <main id="main" class={css.main} tabIndex={-1} aria-busy={awaited.value || undefined} ref={main}>
        <Content />
      </main>
      <Palette />
      <Help />
      <Toasts />
    </div>
  )
}
