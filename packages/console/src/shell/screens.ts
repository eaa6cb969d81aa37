import type { Role } from '@earshot/sdk/contract'
import type { ComponentType } from 'preact'
import type { IconName } from '../ui/Icon.tsx'
import type { Words } from '../words/words.ts'

/** What every screen is given: the parts of its address. */
export interface ScreenProps {
  params: Readonly<Record<string, string>>
}

/** What a screen's module holds. */
export interface Loaded {
  default: ComponentType<ScreenProps>
  /** Asks for what the screen shows first, where it is gone to from the navigation. */
  ahead?: () => unknown
}

/** A screen, loaded when it is first gone to. */
export interface Screen {
  /** Below the console, with `:name` for parts; several addresses may be one screen. */
  paths: readonly string[]
  load: () => Promise<Loaded>
  /** Least role; an agent's by default. */
  role?: Role
  /** Without the navigation beside it. */
  alone?: true
  /** Its place in the navigation. */
  nav?: {
    name: keyof Words['common']['nav']
    icon: IconName
    keys: string
    group: 1 | 2 | 3
    /** Whether what it shows first is asked for in idle moments, too: keys tell nothing before they go there. */
    next?: true
  }
}

/** Every screen of the console. */
export const SCREENS: readonly Screen[] = [
  {
    paths: ['/inbox', '/inbox/:id'],
    load: () => import('../inbox/Inbox.tsx'),
    nav: { name: 'inbox', icon: 'inbox', keys: 'g i', group: 1 },
  },
  {
    paths: ['/complaints', '/complaints/:number'],
    load: () => import('../complaint/Complaints.tsx'),
    nav: { name: 'complaints', icon: 'complaint', keys: 'g c', group: 1, next: true },
  },
  {
    paths: ['/approvals', '/approvals/:number'],
    load: () => import('../approval/Approvals.tsx'),
    role: 'manager',
    nav: { name: 'approvals', icon: 'approve', keys: 'g a', group: 1 },
  },
  {
    paths: ['/followups', '/followups/:id'],
    load: () => import('../followup/Followups.tsx'),
    nav: { name: 'followups', icon: 'call', keys: 'g f', group: 1 },
  },
  {
    paths: ['/tasks', '/tasks/:id'],
    load: async () => (await import('../task/words.ts')).worded(import('../task/Tasks.tsx')),
    nav: { name: 'tasks', icon: 'task', keys: 'g t', group: 1 },
  },
  {
    paths: ['/capture'],
    load: () => import('../capture/Capture.tsx'),
    nav: { name: 'capture', icon: 'capture', keys: 'g n', group: 2 },
  },
  {
    paths: ['/customers', '/customers/:id'],
    load: () => import('../customer/Customers.tsx'),
    nav: { name: 'customers', icon: 'customer', keys: 'g u', group: 2 },
  },
  {
    paths: [
      '/products',
      '/products/:id',
      '/clusters',
      '/clusters/:id',
      '/causes',
      '/improvements',
      '/improvements/:id',
    ],
    load: async () => (await import('../product/words.ts')).worded(import('../product/Goods.tsx')),
    nav: { name: 'products', icon: 'product', keys: 'g p', group: 2 },
  },
  {
    paths: ['/solutions', '/solutions/:id'],
    load: async () => (await import('../solution/words.ts')).worded(import('../solution/Solutions.tsx')),
    nav: { name: 'solutions', icon: 'solution', keys: 'g o', group: 2 },
  },
  {
    paths: ['/dashboard', '/dashboard/rows'],
    load: () => import('../dashboard/Dashboard.tsx'),
    role: 'manager',
    nav: { name: 'dashboard', icon: 'dashboard', keys: 'g d', group: 3, next: true },
  },
  {
    paths: ['/welcome', '/welcome/:step'],
    load: async () => (await import('../site/words.ts')).worded(import('../welcome/Welcome.tsx')),
    role: 'owner',
    alone: true,
  },
  { paths: ['/profile'], load: () => import('../settings/profile/Own.tsx') },
  {
    paths: ['/settings', '/settings/:part', '/settings/:part/:id'],
    load: async () => {
      const { default: Settings, ahead, fetchFirst } = await import('../settings/Settings.tsx')
      void fetchFirst()
      return { default: Settings, ahead }
    },
    role: 'manager',
    nav: { name: 'settings', icon: 'settings', keys: 'g s', group: 3, next: true },
  },
]

/** Where the console begins. */
export const HOME = '/inbox'

/** The screen of an address, with the parts of it. */
export function screenAt(path: string): { screen: Screen; params: Record<string, string> } | undefined {
  const parts = path.split('/')
  for (const screen of SCREENS)
    for (const pattern of screen.paths) {
      const wanted = pattern.split('/')
      if (wanted.length !== parts.length) continue
      if (!wanted.every((part, i) => (part.startsWith(':') ? parts[i] !== '' : part === parts[i]))) continue
      const named = wanted.flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), decode(parts[i]!)]] : []))
      return { screen, params: Object.fromEntries(named) as Record<string, string> }
    }
  return undefined
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
