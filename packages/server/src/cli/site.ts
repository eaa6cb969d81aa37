import { Option, type Command } from 'commander'
import { SiteSettings, type Text } from '@earshot/sdk/contract'
import { loadConfig } from '../config.ts'
import {
  addSite,
  changeSite,
  findSite,
  listSites,
  SiteExists,
  type NewSite,
  type Site,
  type SiteLook,
} from '../site/store.ts'
import { printJson, printTable, Usage } from './print.ts'
import { seenCommands } from './seen.ts'
import { withDatabase } from './store.ts'

/** Flags of `site add` and `site set`, as commander gives them. */
export interface SiteFlags {
  name?: string
  key?: string
  origin?: string[]
  locale?: string
  locales?: string[]
  timeZone?: string
  privacy?: string
  accent?: string
  scheme?: string
  radius?: string
  launcher?: 'on' | 'off'
  launcherSide?: string
  launcherLabel?: string[]
  launcherOnly?: string[]
  launcherExcept?: string[]
  test?: 'on' | 'off'
  rateAddress?: string
  rateSite?: string
  storage?: string
  json?: true
}

const listed = (value: string, before: string[] = []) => [...before, value]

/** Adds the flags that describe a site to a command. */
export function withSiteFlags(command: Command): Command {
  return command
    .option('--name <name>', 'the shop’s name, as customers know it')
    .option(
      '--origin <origin>',
      'origin whose pages may send (https://shop.example, https://*.shop.example, loopback); repeatable',
      listed,
    )
    .option('--locale <tag>', 'the site’s own language')
    .option('--locales <tag>', 'a language that it offers; repeatable', listed)
    .option('--time-zone <zone>', 'such as Asia/Seoul; complaint numbers begin anew with its year')
    .option('--privacy <url>', 'address of the privacy notice; "none" for none')
    .option('--accent <colour>', 'colour of buttons and marks, such as #14655a')
    .addOption(
      new Option('--scheme <scheme>', 'light, dark, or what the device says').choices(['auto', 'light', 'dark']),
    )
    .option('--radius <pixels>', 'corner radius, 0 to 28')
    .addOption(new Option('--launcher <state>', 'the button at the page’s edge').choices(['on', 'off']))
    .addOption(new Option('--launcher-side <side>', 'its edge, in reading direction').choices(['start', 'end']))
    .option('--launcher-label <language=words>', 'what it says, as in "en=How was it?"; repeatable', listed)
    .option(
      '--launcher-only <path>',
      'path that shows it (* for any characters); repeatable; "" for every page',
      listed,
    )
    .option('--launcher-except <path>', 'path that does not; repeatable; "" for none', listed)
    .addOption(new Option('--test <state>', 'test mode: feedback stays out of the figures').choices(['on', 'off']))
    .option('--rate-address <n>', 'writes a minute from one address')
    .option('--rate-site <n>', 'writes a minute to the site')
    .option('--storage <megabytes>', 'room for customers’ photos; 2000 by default')
    .option('--json', 'print JSON')
}

function whole(flag: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new Usage(`${flag} takes a whole number, not "${value}".`)
  return Number(value)
}

/** `en=How was it?` → `{ en: 'How was it?' }` */
function texts(pairs: readonly string[]): Text {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new Usage(`--launcher-label takes a language and words, as in "en=How was it?", not "${pair}".`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

/** The settings that flags ask for, over those there are. */
function lookOf(flags: SiteFlags, look: SiteLook): SiteLook {
  const { launcher, theme } = look
  const filled = (list: readonly string[] | undefined, before: string[]) =>
    list ? list.filter((one) => one !== '') : before
  const locale = flags.locale ?? look.locale
  const locales = flags.locales ?? look.locales
  const next: SiteLook = {
    ...look,
    locale,
    locales: [locale, ...locales.filter((one) => one !== locale)],
    privacyUrl: flags.privacy === undefined ? look.privacyUrl : flags.privacy === 'none' ? null : flags.privacy,
    theme: {
      accent: flags.accent ?? theme.accent,
      scheme: (flags.scheme as SiteLook['theme']['scheme'] | undefined) ?? theme.scheme,
      radius: flags.radius === undefined ? theme.radius : whole('--radius', flags.radius),
    },
    launcher: {
      enabled: flags.launcher === undefined ? launcher.enabled : flags.launcher === 'on',
      side: (flags.launcherSide as 'start' | 'end' | undefined) ?? launcher.side,
      label: { ...launcher.label, ...texts(flags.launcherLabel ?? []) },
      only: filled(flags.launcherOnly, launcher.only),
      except: filled(flags.launcherExcept, launcher.except),
    },
  }
  const checked = SiteSettings.safeParse({ ...next, key: 'pk_x', name: 'x', test: false, moments: [] })
  if (checked.success) return next
  const [issue] = checked.error.issues
  throw new Usage(`${issue!.path.join('.')} ${issue!.message}.`)
}

/** Everything that flags say of a site, over `before`. */
export function siteOf(flags: SiteFlags, before: Pick<Site, 'name' | 'look' | 'limits'>): NewSite {
  return {
    name: flags.name ?? before.name,
    look: lookOf(flags, before.look),
    ...(flags.origin ? { origins: flags.origin } : {}),
    ...(flags.timeZone ? { timeZone: flags.timeZone } : {}),
    ...(flags.test ? { test: flags.test === 'on' } : {}),
    limits: {
      ...before.limits,
      ...(flags.rateAddress ? { address: whole('--rate-address', flags.rateAddress) } : {}),
      ...(flags.rateSite ? { site: whole('--rate-site', flags.rateSite) } : {}),
      ...(flags.storage ? { storage: whole('--storage', flags.storage) * 1e6 } : {}),
    },
  }
}

/** The one line that a site's owner pastes. */
export function snippet(url: string, key: string): string {
  return `<script async src="${url}/w/${key}.js"></script>`
}

function shown(site: Site): Record<string, unknown> {
  const { id: _, signingKey: __, look, createdAt, ...rest } = site
  return {
    ...rest,
    ...look,
    createdAt: new Date(createdAt).toISOString(),
    snippet: snippet(loadConfig().url, site.key),
  }
}

/** Store errors that name a bad value are the user's to mend, not ours to trace. */
async function told<R>(work: Promise<R>): Promise<R> {
  try {
    return await work
  } catch (error) {
    if (error instanceof TypeError || error instanceof SiteExists) throw new Usage(error.message)
    throw error
  }
}

/** `earshot site …` */
export function siteCommands(program: Command): void {
  const site = program.command('site').description('the shops and websites that this server serves')
  seenCommands(site)

  withSiteFlags(site.command('add').description('add a site'))
    .option('--key <key>', 'public key, pk_…; a random one by default')
    .action((flags: SiteFlags) =>
      withDatabase(async (database, { url }) => {
        const { DEFAULT_LOOK } = await import('../site/store.ts')
        if (!flags.name) throw new Usage('A site needs a name: --name "Lumen & Loaf".')
        const made = await told(
          addSite(database, {
            ...siteOf(flags, { name: '', look: DEFAULT_LOOK, limits: {} }),
            ...(flags.key ? { key: flags.key } : {}),
          }),
        )
        if (flags.json) return printJson(shown(made))
        console.log(`Site ${made.key} is there. Paste this into its pages:\n\n  ${snippet(url, made.key)}\n`)
        if (made.origins.length === 0)
          console.log(`No page may send yet: earshot site set ${made.key} --origin https://shop.example`)
      }, true),
    )

  site
    .command('list')
    .description('list sites')
    .option('--json', 'print JSON')
    .action((flags: { json?: true }) =>
      withDatabase(async (database) => {
        const sites = await listSites(database)
        if (flags.json) return printJson(sites.map(shown))
        if (sites.length === 0) return console.log('There are no sites yet. "earshot init" makes the first.')
        printTable(
          ['key', 'name', 'origins', 'languages', 'test'],
          sites.map((one) => [
            one.key,
            one.name,
            one.origins.join(' ') || '(none)',
            one.look.locales.join(' '),
            one.test ? 'yes' : '',
          ]),
        )
      }),
    )

  site
    .command('show <key>')
    .description('show a site’s settings and its snippet')
    .option('--signing-key', 'also the secret by which the shop’s back end signs orders')
    .action((key: string, flags: { signingKey?: true }) =>
      withDatabase(async (database) => {
        const found = await findSite(database, key)
        if (!found) throw new Usage(`There is no site ${key}. "earshot site list" shows those there are.`)
        const secret = flags.signingKey ? { signingKey: Buffer.from(found.signingKey).toString('base64url') } : {}
        printJson({ ...shown(found), ...secret })
      }),
    )

  withSiteFlags(site.command('set <key>').description('change a site; only what is named changes')).action(
    (key: string, flags: SiteFlags) =>
      withDatabase(async (database) => {
        const found = await findSite(database, key)
        if (!found) throw new Usage(`There is no site ${key}. "earshot site list" shows those there are.`)
        const changed = await told(changeSite(database, found.id, siteOf(flags, found)))
        if (flags.json) return printJson(shown(changed))
        console.log(`Site ${key} is changed. Running servers follow within seconds, browsers within five minutes.`)
      }),
  )
}
