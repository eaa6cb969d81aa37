import { createHash } from 'node:crypto'
import type { CategoryInput, MemberInput } from '@earshot/sdk/contract'
import type { Database, Tx } from '../database/engine.ts'
import { addCategory } from '../department/category.ts'
import { addDepartment, changeDepartment, listDepartments } from '../department/store.ts'
import { changePolicy } from '../promise/policy.ts'
import type { Site } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { hasOwner, issueLink, linkUrl } from '../staff/link.ts'
import { NOBODYS } from '../staff/password.ts'
import { addStaff, changeStaff, listStaff } from '../staff/store.ts'

const DAY = 86_400_000

/** Departments of the demo shop, by the key that its tales call them. */
export const DEPARTMENTS = {
  care: 'Customer care',
  bakery: 'Bakery',
  dispatch: 'Dispatch',
  accounts: 'Accounts',
} as const
type DepartmentKey = keyof typeof DEPARTMENTS

type Person = Omit<MemberInput, 'department'> & {
  department?: DepartmentKey
  leads?: DepartmentKey
  /** Days before and after the end of the story. */
  away?: [from: number, until: number]
}

/** Who works in the demo shop, by the key that its tales call them. */
export const PEOPLE: Readonly<Record<string, Person>> = {
  mina: { name: '서민아', email: 'mina@lumen-loaf.example', role: 'agent', department: 'care', skills: ['korean'] },
  lin: { name: '林育辰', email: 'lin@lumen-loaf.example', role: 'agent', department: 'care', skills: ['chinese'] },
  bo: { name: 'Bo Lindgren', email: 'bo@lumen-loaf.example', role: 'agent', department: 'bakery', leads: 'bakery' },
  ruth: { name: 'Ruth Adler', email: 'ruth@lumen-loaf.example', role: 'agent', department: 'accounts' },
  tessa: {
    name: 'Tessa Marsh',
    email: 'tessa@lumen-loaf.example',
    role: 'agent',
    department: 'dispatch',
    away: [5, 6],
  },
  manager: {
    name: 'Noor Haddad',
    email: 'noor@lumen-loaf.example',
    role: 'manager',
    department: 'dispatch',
    leads: 'care',
  },
  owner: { name: 'Elena Brandt', email: 'elena@lumen-loaf.example', role: 'owner' },
}

export const CATEGORIES: readonly (Omit<CategoryInput, 'department'> & { department?: DepartmentKey })[] = [
  { id: 'products', label: { en: 'What we make', 'zh-Hant': '商品', ko: '제품' } },
  { id: 'bread', parent: 'products', label: { en: 'Bread', 'zh-Hant': '麵包', ko: '빵' }, department: 'bakery' },
  {
    id: 'foreign-matter',
    parent: 'bread',
    label: { en: 'Something in it', 'zh-Hant': '異物', ko: '이물질' },
    safety: true,
  },
  { id: 'ceramics', parent: 'products', label: { en: 'Ceramics', 'zh-Hant': '陶器', ko: '도자기' } },
  { id: 'candles', parent: 'products', label: { en: 'Candles', 'zh-Hant': '蠟燭', ko: '양초' } },
  {
    id: 'flare-up',
    parent: 'candles',
    label: { en: 'Flared up', 'zh-Hant': '火焰過大', ko: '불꽃 과다' },
    safety: true,
  },
  { id: 'delivery', label: { en: 'Delivery', 'zh-Hant': '配送', ko: '배송' }, department: 'dispatch' },
  { id: 'delay', parent: 'delivery', label: { en: 'Late', 'zh-Hant': '太慢', ko: '배송 지연' } },
  { id: 'damaged', parent: 'delivery', label: { en: 'Damaged', 'zh-Hant': '損壞', ko: '파손' } },
  { id: 'wrong-item', parent: 'delivery', label: { en: 'Wrong item', 'zh-Hant': '商品錯誤', ko: '다른 상품' } },
  {
    id: 'invoice',
    label: { en: 'Invoice and payment', 'zh-Hant': '發票與付款', ko: '청구와 결제' },
    department: 'accounts',
  },
  { id: 'service', label: { en: 'How we treat people', 'zh-Hant': '服務', ko: '응대' }, department: 'care' },
]

/** The demo's staff as those who act, and its departments' ids. */
export interface Team {
  people: Readonly<Record<string, StaffActor>>
  departments: Readonly<Record<string, string>>
  /** Ids of proven remedies, by their kind. */
  solutions?: Readonly<Record<string, string>>
}

/**
 * The staff of the demo, with departments and categories; made where the site has no staff at all. None of them has a
 * password that anybody knows: `ownerLink` lets the owner in, and an owner lets in the others.
 *
 * @returns undefined for a site with staff of its own: nobody is put beside them, as complaints would go astray
 */
export async function ensureTeam(tx: Tx, site: Site, until: number): Promise<Team | undefined> {
  const there = await listStaff(tx.query, site.id)
  if (there.length === 0) await hire(tx, site, until)
  const staff = await listStaff(tx.query, site.id)
  const people: Record<string, StaffActor> = {}
  for (const [key, { email }] of Object.entries(PEOPLE)) {
    const member = staff.find((one) => one.email === email)
    if (!member) return undefined
    people[key] = { kind: 'staff', siteId: site.id, id: member.id, name: member.name, role: member.role }
  }
  const listed = await listDepartments(tx.query, site.id)
  const departments: Record<string, string> = {}
  for (const [key, name] of Object.entries(DEPARTMENTS)) {
    const one = listed.find((department) => department.name === name)
    if (!one) return undefined
    departments[key] = one.id
  }
  return { people, departments }
}

/** Always the same: between two whose turn it is the id decides who gets a complaint. */
function idOf(key: string): string {
  return createHash('sha256').update(`demo ${key}`).digest('hex').slice(0, 12)
}

async function hire(tx: Tx, site: Site, until: number): Promise<void> {
  const departments: Record<string, string> = {}
  for (const [key, name] of Object.entries(DEPARTMENTS))
    departments[key] = (await addDepartment(tx, site.id, { name })).id
  for (const [key, { department, leads, away, ...member }] of Object.entries(PEOPLE)) {
    const input = { ...member, department: department && departments[department] }
    // The owner is whoever opens the link that the start prints.
    const password = member.role === 'owner' ? null : NOBODYS
    const { id } = await addStaff(tx, site.id, input, password, until, idOf(key))
    if (leads) await changeDepartment(tx, site.id, departments[leads]!, { lead: id })
    if (away) {
      const [from, to] = away.map((days, i) => new Date(until + (i === 0 ? -days : days) * DAY).toISOString())
      await changeStaff(tx, site.id, id, { absence: { from: from!, until: to! } }, until)
    }
  }
  for (const { department, ...category } of CATEGORIES)
    await addCategory(tx, site.id, { ...category, department: department && departments[department] })
  const arbitration = {
    en: 'Consumer Conciliation Service, 4 Assize Court',
    'zh-Hant': '消費者保護官(專線 1950)',
    ko: '한국소비자원 소비자분쟁조정위원회(국번 없이 1372)',
  }
  await changePolicy(tx, site.id, { arbitration }, until)
}

/**
 * A link by which whoever looks at the demo becomes its owner, once; undefined when there is an owner who can sign in,
 * or none of the demo's is waiting.
 */
export async function ownerLink(database: Database, publicUrl: string, site: Site): Promise<string | undefined> {
  const { write } = database
  const owner = (await listStaff(write, site.id)).find(({ email }) => email === PEOPLE['owner']!.email)
  if (owner?.state !== 'invited' || (await hasOwner(write, site.id))) return undefined
  const token = await issueLink(write, { site_id: site.id, staff_id: owner.id, purpose: 'invite' })
  return linkUrl(publicUrl, 'invite', token)
}
