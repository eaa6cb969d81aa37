import type { Command } from 'commander'
import { createKey } from '../staff/keys.ts'
import { addSite, DEFAULT_LOOK, listSites } from '../site/store.ts'
import { printJson, Usage } from './print.ts'
import { siteOf, snippet, withSiteFlags, type SiteFlags } from './site.ts'
import { withDatabase } from './store.ts'

/** Asks for what a first site needs. Resolves with the same flags that a script would give. */
async function ask(given: SiteFlags): Promise<SiteFlags> {
  const { cancel, group, intro, outro, select, text } = await import('@clack/prompts')
  intro('Earshot: your first site')
  const answers = await group(
    {
      name: () =>
        text({
          message: 'What is your shop called?',
          placeholder: 'Lumen & Loaf',
          ...(given.name ? { initialValue: given.name } : {}),
          validate: (value) => (value?.trim() ? undefined : 'Customers will see this name, so it needs one.'),
        }),
      origin: () =>
        text({
          message: 'Where is it on the web?',
          placeholder: 'https://shop.example.com',
          ...(given.origin?.[0] ? { initialValue: given.origin[0] } : {}),
          validate: (value) =>
            value && URL.canParse(value) && /^https?:/.test(value)
              ? undefined
              : 'An address such as https://shop.example.com',
        }),
      locale: () =>
        select({
          message: 'Which language do most of your customers read?',
          initialValue: given.locale ?? 'en',
          options: [
            { value: 'en', label: 'English' },
            { value: 'zh-Hant', label: '繁體中文' },
            { value: 'ko', label: '한국어' },
          ],
        }),
      privacy: () =>
        text({
          message: 'Address of your privacy notice?',
          placeholder: 'can be given later',
          defaultValue: 'none',
          validate: (value) =>
            !value || value === 'none' || URL.canParse(value) ? undefined : 'An address, or nothing',
        }),
    },
    {
      onCancel: () => {
        cancel('Nothing was made.')
        process.exit(1)
      },
    },
  )
  outro('Thank you.')
  return { ...given, ...answers, origin: [new URL(answers.origin).origin] }
}

/** `earshot init`: data folder, tables, first site, first key. */
export function initCommand(program: Command): void {
  withSiteFlags(program.command('init').description('set up the data folder, the first site and its key'))
    .option('--key <key>', 'the site’s public key, pk_…; a random one by default')
    .action((flags: SiteFlags) =>
      withDatabase(async (database, { url }) => {
        const [first] = await listSites(database)
        if (first)
          throw new Usage(
            `${database.where} has the site ${first.key} already. Add another with "earshot site add --name …".`,
          )
        if (!flags.name && (!process.stdin.isTTY || flags.json))
          throw new Usage('A site needs a name: earshot init --name "Lumen & Loaf" --origin https://shop.example.com')
        const wanted = flags.name ? flags : await ask(flags)
        const site = await addSite(database, {
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          ...siteOf(wanted, { name: '', look: DEFAULT_LOOK, limits: {} }),
          ...(flags.key ? { key: flags.key } : {}),
        })
        const { secret } = await createKey(database, site.id, 'owner', 'made by init')
        if (flags.json)
          return printJson({ site: site.key, key: secret, snippet: snippet(url, site.key), data: database.where })
        console.log(`
Your site's public key    ${site.key}
A secret key of its owner ${secret}
                          (for your own programs; it is not shown again)

Start the server:         earshot start   (prints a link for the first member of staff)
Paste into your pages:    ${snippet(url, site.key)}
`)
        if (url.startsWith('http://localhost'))
          console.log('Set EARSHOT_URL to the public address before you paste it into a real shop.')
        if (site.origins.length === 0)
          console.log(`No page may send yet: earshot site set ${site.key} --origin https://shop.example`)
      }, true),
    )
}
