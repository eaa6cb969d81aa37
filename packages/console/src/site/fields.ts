import type { MailSettings, MailSettingsChange } from '@earshot/sdk/contract'

/** What is filled in about mail, flat. The password is what was typed anew. */
export interface MailFields {
  host: string
  port: string
  security: 'tls' | 'starttls'
  user: string
  password: string
  fromName: string
  fromAddress: string
  replyTo: string
}

export function fieldsOf({ smtp, from, replyTo }: MailSettings): MailFields {
  return {
    host: smtp?.host ?? '',
    port: String(smtp?.port ?? 587),
    security: smtp?.security ?? 'starttls',
    user: smtp?.user ?? '',
    password: '',
    fromName: from?.name ?? '',
    fromAddress: from?.address ?? '',
    replyTo: replyTo ?? '',
  }
}

/** What the API is told: an empty line is none, an empty password the one that there is. */
export function mailChange(changes: Partial<MailFields>, value: MailFields): MailSettingsChange {
  const { host, port, security, user, password, fromName, fromAddress, replyTo } = changes
  const smtp = {
    ...(host === undefined ? {} : { host: host.trim() }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(security === undefined ? {} : { security }),
    ...(user === undefined ? {} : { user: user.trim() || null }),
    ...(password ? { password } : {}),
  }
  // What is set for the first time is said whole.
  const first = host !== undefined ? { port: Number(value.port), security: value.security } : {}
  return {
    ...(Object.keys(smtp).length > 0 ? { smtp: { ...first, ...smtp } } : {}),
    ...(fromName === undefined && fromAddress === undefined
      ? {}
      : { from: { name: value.fromName.trim() || null, address: value.fromAddress } }),
    ...(replyTo === undefined ? {} : { replyTo: replyTo.trim() || null }),
  }
}
