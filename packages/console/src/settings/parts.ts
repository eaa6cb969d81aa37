import type { Role } from '@earshot/sdk/contract'
import type { ComponentType } from 'preact'
import { worded as shopWorded } from '../site/words.ts'
import type { Words } from '../words/words.ts'
import { worded as momentWorded } from './moments/words.ts'
import { worded } from './words.ts'

/** A name of a part, as it stands in its address. */
export type PartName = keyof Words['settings']['parts']

/** What every part is given. */
export interface PartProps {
  /** What of it is open: `/settings/moments/purchase`. */
  id?: string | undefined
}

/** What a part's module holds. */
export interface LoadedPart {
  default: ComponentType<PartProps>
  /** Asks for what it shows first. */
  ahead?: () => void
}

export interface Part {
  load: () => Promise<LoadedPart>
  /** Least role; a manager's by default. */
  role?: Role
  /** Whether what is open of it needs the whole width. */
  wide?: boolean
}

/** In which order and under which headings the parts stand. */
export const GROUPS: Readonly<Record<keyof Words['settings']['groups'], readonly PartName[]>> = {
  shop: ['shop', 'look', 'moments', 'origins'],
  people: ['staff', 'departments', 'categories', 'causes', 'labels'],
  promises: ['policies', 'followups', 'courtesy'],
  connections: ['mail', 'templates', 'outbox', 'webhooks', 'keys'],
  data: ['privacy', 'export', 'server', 'history'],
}

/** Every part of the settings, one line each. */
// oxfmt-ignore
export const PARTS: Partial<Record<PartName, Part>> = {
  shop: { load: () => shopWorded(import('../site/ShopPart.tsx')) },
  look: { load: () => shopWorded(import('../site/LookPart.tsx')) },
  origins: { load: () => shopWorded(import('../site/OriginsPart.tsx')) },
  mail: { load: () => shopWorded(import('../site/MailPart.tsx')), role: 'owner' },
  history: { load: () => shopWorded(import('../site/HistoryPart.tsx')) },
  moments: { load: () => momentWorded(import('./moments/Moments.tsx')), wide: true },
  staff: { load: () => worded(import('./staff/Staff.tsx')) },
  departments: { load: () => worded(import('./departments.tsx')) },
  categories: { load: () => worded(import('./categories.tsx')) },
  causes: { load: () => worded(import('./causes.tsx')) },
  labels: { load: () => worded(import('./labels.tsx')) },
  // Its working hours are edited as on the shop's first day.
  policies: { load: () => shopWorded(worded(import('./policies/Policies.tsx'))) },
  followups: { load: () => worded(import('./followups/Followups.tsx')) },
  courtesy: { load: () => worded(import('./courtesy/Courtesy.tsx')) },
  templates: { load: () => worded(import('./templates/Templates.tsx')) },
  outbox: { load: () => worded(import('./outbox.tsx')) },
  webhooks: { load: () => worded(import('./webhooks/Webhooks.tsx')), role: 'owner' },
  keys: { load: () => worded(import('./keys.tsx')), role: 'owner' },
  privacy: { load: () => worded(import('./privacy/Privacy.tsx')) },
  export: { load: () => worded(import('./export/Export.tsx')) },
  server: { load: () => worded(import('./server.tsx')), role: 'owner' },
}
