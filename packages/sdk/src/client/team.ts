import type { KyInstance } from 'ky'
import {
  ApiKeyInput,
  CategoryChange,
  CategoryInput,
  DepartmentChange,
  DepartmentInput,
  MemberChange,
  MemberInput,
  words,
  type ApiKey,
  type Category,
  type Department,
  type LinkedMember,
  type Member,
  type NewApiKey,
  type Session,
} from '../contract/index.ts'
import { check } from './check.ts'
import { listed } from './pages.ts'
import { attempt } from './transport.ts'
import * as z from 'zod/mini'

/** Who works for the shop, and how complaints find their way to them. */
export interface Team {
  /** Whose key this is, with its role and site. */
  whoAmI(): Promise<Session>
  staff: {
    /** By name, those invited and disabled included. */
    list(): Promise<Member[]>
    /**
     * They are mailed a link to choose a password; where the server sends no mail, it is in the answer. Needs the role
     * `owner`. @throws EarshotError `email_taken`
     */
    invite(member: MemberInput): Promise<LinkedMember>
    /** What is named changes. Managers may change the absence, owners everything. @throws EarshotError `last_owner` */
    change(id: string, change: MemberChange): Promise<Member>
    /** Mails the invitation again, or a link to set a new password, as `invite` does. Needs the role `owner`. */
    sendLink(id: string): Promise<LinkedMember>
  }
  departments: List<Department, DepartmentInput, DepartmentChange>
  categories: List<Category, CategoryInput, CategoryChange>
  /** Needs the role `owner`. */
  keys: {
    /** Oldest first, revoked ones included; never the secrets. */
    list(): Promise<ApiKey[]>
    /** The secret is told this once. */
    create(key: ApiKeyInput): Promise<NewApiKey>
    /** Ends it at once. @throws EarshotError `key_unknown` */
    revoke(id: string): Promise<void>
  }
}

/** What managers keep. */
interface List<Item, Input, Change> {
  list(): Promise<Item[]>
  /** @throws EarshotError `name_taken` */
  add(item: Input): Promise<Item>
  /** What is named changes. */
  change(id: string, change: Change): Promise<Item>
  /** @throws EarshotError `in_use` while others refer to it */
  remove(id: string): Promise<void>
}

const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })

const path = (of: string, id: string) => `api/${of}/${check(Id, { id }, 'The call').id}`

/** @param http sends the key */
export function team(http: KyInstance, url: string): Team {
  function list<T>(of: string): Promise<T[]> {
    return attempt(url, async () => {
      return listed(await http.get(`api/${of}`).json<{ items?: T[] } | null>(), url).items
    })
  }

  // Not repeated by itself: the first try may have done it, and the second would be refused, or make another.
  function write<T>(method: 'post' | 'patch', to: () => string, schema?: z.ZodMiniType, body?: unknown): Promise<T> {
    return attempt(url, async () => {
      const json = schema && check(schema, body, 'The call')
      return http[method](to(), { retry: 0, ...(json === undefined ? {} : { json }) }).json<T>()
    })
  }

  function remove(of: string, id: string): Promise<void> {
    return attempt(url, async () => void (await http.delete(path(of, id), { retry: 0 })))
  }

  function kept<T, Input, Change>(of: string, input: z.ZodMiniType, change: z.ZodMiniType): List<T, Input, Change> {
    return {
      list: () => list(of),
      add: (item) => write('post', () => `api/${of}`, input, item),
      change: (id, changed) => write('patch', () => path(of, id), change, changed),
      remove: (id) => remove(of, id),
    }
  }

  return {
    whoAmI: () => attempt(url, () => http.get('api/session').json<Session>()),
    staff: {
      list: () => list('staff'),
      invite: (member) => write('post', () => 'api/staff', MemberInput, member),
      change: (id, change) => write('patch', () => path('staff', id), MemberChange, change),
      sendLink: (id) => write('post', () => `${path('staff', id)}/link`),
    },
    departments: kept('departments', DepartmentInput, DepartmentChange),
    categories: kept('categories', CategoryInput, CategoryChange),
    keys: {
      list: () => list('keys'),
      create: (key) => write('post', () => 'api/keys', ApiKeyInput, key),
      revoke: (id) => remove('keys', id),
    },
  }
}
