import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { mailSender } from './notify/address.ts'

/** How a server is set up. `loadConfig` reads it from the environment. */
export interface Config {
  /** Address to listen at; `localhost` by default, so that nothing is public by accident. */
  host: string
  /** Port; 4400 by default, 0 for any free one. */
  port: number
  /** Folder of all data, absolute. */
  data: string
  /** Public address that baked scripts and links carry, without a slash at the end. */
  url: string
  /** `postgres://…`; SQLite in `data` when absent. */
  databaseUrl: string | undefined
  /** Proxies whose forwarded addresses are believed: none, all, or those at these addresses or networks. */
  trustProxy: boolean | string
  /** Writes a minute from one address; 0 switches every rate limit off. */
  rateLimit: number
  /** Writes a minute to one site, unless the site sets its own. */
  siteRateLimit: number
  logLevel: LogLevel
  /** How mail goes out; undefined: it waits in the outbox. */
  mail: MailConfig | undefined
  /** Hosts, in whatever network, that may be called although they are not public. */
  allowHosts: readonly string[]
}

/** A way for mail, and whom it is from. */
export interface MailConfig {
  from: { name: string | undefined; address: string }
  by: { smtp: string } | { hook: string; secret: string | undefined }
}

const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof LEVELS)[number]

/** A person fills in a form now and then; a till or a shop's back end sends one for each order. */
const RATE_LIMIT = 120
const SITE_RATE_LIMIT = 3000

/** An environment that does not make a configuration. Its message lists every variable and what to set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** An address of the web without path, `https://feedback.example.com`: links of every page begin at its root. */
const base = z.string().check(
  z.refine((value: string) => URL.canParse(value) && isBare(new URL(value)), {
    error: 'must be an address such as https://feedback.example.com, without a path: give Earshot a name of its own',
  }),
)

/** Any address of the web, as a hook's is. */
const address = z.string().check(
  z.refine((value: string) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'must be an address such as https://mail.example.com/send',
  }),
)

function isBare({ protocol, pathname, search, hash, username, password }: URL): boolean {
  return /^https?:$/.test(protocol) && pathname === '/' && !(search || hash || username || password)
}

/** A whole number from 0 to `max`. */
const whole = (max: number, error: string) =>
  z.pipe(
    z.string().check(z.refine((value: string) => /^\d+$/.test(value) && Number(value) <= max, { error })),
    z.transform(Number),
  )

const Environment = z.object({
  PORT: z.optional(whole(65_535, 'must be a port number from 0 to 65535')),
  EARSHOT_HOST: z._default(z.string().check(z.minLength(1)), 'localhost'),
  EARSHOT_DATA: z._default(z.string(), './.earshot'),
  EARSHOT_URL: z.optional(base),
  DATABASE_URL: z.optional(
    z.string().check(
      z.regex(/^postgres(ql)?:\/\//, {
        error: 'must be postgres://user:password@host/database; leave it unset to keep the data in EARSHOT_DATA',
      }),
    ),
  ),
  EARSHOT_TRUST_PROXY: z.optional(
    z.string().check(
      z.refine((value: string) => !/^[1-9]\d*$/.test(value), {
        error:
          'must be addresses or networks of your proxies, such as loopback or 10.0.0.0/8; hop counts can be forged',
      }),
    ),
  ),
  EARSHOT_RATE_LIMIT: z.optional(whole(1e9, 'must be the number of writes a minute from one address, or 0 for off')),
  EARSHOT_SMTP: z.optional(
    z.string().check(
      z.refine(
        (value: string) => URL.canParse(value) && /^smtps?:\/\/.*[^/]/.test(value) && new URL(value).hostname !== '',
        {
          error:
            'must be smtp://user:password@host:587 or smtps://…:465; write special characters of the password as %40',
        },
      ),
    ),
  ),
  EARSHOT_MAIL_FROM: z.optional(
    z.string().check(
      z.refine((value: string) => mailSender(value) !== undefined, {
        error: 'must be an address such as care@shop.example or "Lumen & Loaf <care@shop.example>"',
      }),
    ),
  ),
  EARSHOT_MAIL_HOOK: z.optional(address),
  EARSHOT_MAIL_HOOK_SECRET: z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]+$/, { error: 'must be plain letters, digits and signs' })),
  ),
  EARSHOT_ALLOW_HOSTS: z.optional(
    z.string().check(
      z.regex(/^[^\s,/]+(\s*,\s*[^\s,/]+)*$/, {
        error: 'must be host names with commas between, such as relay.internal',
      }),
    ),
  ),
  EARSHOT_LOG: z._default(z.enum(LEVELS, { error: `must be one of ${LEVELS.join(', ')}` }), 'info'),
})

/** Reads the configuration from environment variables; an empty one counts as unset. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = Environment.safeParse(given)
  if (!read.success) throw unusable(...read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  const env = read.data
  const port = env.PORT ?? 4400
  const rateLimit = env.EARSHOT_RATE_LIMIT ?? RATE_LIMIT
  return {
    host: env.EARSHOT_HOST,
    port,
    data: resolve(env.EARSHOT_DATA),
    url: (env.EARSHOT_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL,
    trustProxy: trustProxy(env.EARSHOT_TRUST_PROXY),
    rateLimit,
    siteRateLimit: rateLimit === 0 ? 0 : SITE_RATE_LIMIT,
    logLevel: env.EARSHOT_LOG,
    mail: mailOf(env),
    allowHosts: env.EARSHOT_ALLOW_HOSTS?.split(',').map((host) => host.trim()) ?? [],
  }
}

function mailOf(env: z.infer<typeof Environment>): MailConfig | undefined {
  const { EARSHOT_SMTP: smtp, EARSHOT_MAIL_HOOK: hook, EARSHOT_MAIL_HOOK_SECRET: secret } = env
  if (smtp === undefined && hook === undefined) return undefined
  if (smtp !== undefined && hook !== undefined)
    throw unusable('EARSHOT_SMTP and EARSHOT_MAIL_HOOK are both set; mail goes one way only: unset one')
  if (env.EARSHOT_MAIL_FROM === undefined)
    throw unusable('EARSHOT_MAIL_FROM must be set, as mail needs a sender: care@shop.example')
  const from = mailSender(env.EARSHOT_MAIL_FROM)!
  return { from, by: smtp === undefined ? { hook: hook!, secret } : { smtp } }
}

function unusable(...lines: string[]): ConfigError {
  return new ConfigError(
    `The environment holds settings that cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  )
}

/**
 * `true` believes every proxy (only where nothing reaches the server around it); else addresses, networks, `loopback`,
 * `linklocal` or `uniquelocal`, with commas between. A number of hops would let whoever comes without the proxy lie.
 */
function trustProxy(value: string | undefined): boolean | string {
  if (value === undefined || value === 'false' || value === '0') return false
  return value === 'true' ? true : value
}
