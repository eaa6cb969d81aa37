import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { loadConfig } from '../config.ts'
import { mailAddress } from '../notify/address.ts'
import { createMailer, wayOf } from '../notify/mail.ts'
import { ownMail } from '../notify/settings.ts'
import { templateFor } from '../notify/templates/render.ts'
import { ownTemplates, resetTemplate, setTemplate, TemplateError } from '../notify/templates/store.ts'
import { isTopic, type Topic, TOPICS } from '../notify/templates/topic.ts'
import { tryMail } from '../notify/trial.ts'
import { kindsOf, templateOf } from '../notify/view.ts'
import { listSites } from '../site/store.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

interface Flags {
  site?: string
  to: string
  language: string
  subject?: string
  body?: string
  json?: true
}

/** `earshot mail …` */
export function mailCommands(program: Command): void {
  const mail = program.command('mail').description('how mail goes out, and what it says')

  mail
    .command('test')
    .description('send a mail now, and say exactly what is wrong when it does not go')
    .requiredOption('--to <address>', 'your own address')
    .option('--site <key>', 'the site, where each has a mail server of its own')
    .option('--json', 'print JSON')
    .action(testMail)

  const template = mail.command('template').description('the wording of mails')
  const site = ['--site <key>', 'the site (needed when there are several)'] as const
  const language = ['--language <tag>', 'such as en, ko or zh-Hant'] as const

  template
    .command('list')
    .description('list mails, languages and whose wording they have')
    .option(...site)
    .option('--json', 'print JSON')
    .action(listTemplates)
  template
    .command('show <mail>')
    .description('print a wording, ready to be changed')
    .option(...site)
    .option(...language, 'en')
    .option('--json', 'print JSON')
    .action(showTemplate)
  template
    .command('set <mail>')
    .description('give a mail the shop’s own wording')
    .option(...site)
    .requiredOption(...language)
    .option('--subject <line>', 'the subject; as it was by default')
    .option('--body <file>', 'file of the body, - for standard input; as it was by default')
    .option('--json', 'print JSON')
    .action(changeTemplate)
  template
    .command('reset <mail>')
    .description('go back to Earshot’s own wording')
    .option(...site)
    .requiredOption(...language)
    .option('--json', 'print JSON')
    .action(restoreTemplate)
}

async function testMail(flags: Flags): Promise<void> {
  const config = loadConfig()
  const to = mailAddress(flags.to)
  if (to === undefined) throw new Usage(`--to takes one address such as ada@example.com, not "${plain(flags.to)}".`)
  const { sent, by, code, said, next } = await (config.mail
    ? tryMail({ mailer: createMailer(config)!, from: config.mail.from }, config.url, to)
    : withDatabase(async (database) => {
        const site = flags.site === undefined ? (await listSites(database))[0] : await chosenSite(database, flags.site)
        const own = site && (await ownMail(database.write, site.id))
        return tryMail(own && wayOf(site, own, config), config.url, to)
      }))
  if (by === null) throw new Usage(`${said} ${next}`)
  if (!sent) process.exitCode = 1
  if (flags.json) return printJson(sent ? { sent, by, said } : { sent, by, code, said, next })
  if (!sent) return console.error(`${plain(said)}\n${next}`)
  console.log(`${by} has taken the mail to ${to}. It said: ${said}\n${next}`)
}

function topicOf(name: string): Topic {
  if (isTopic(name)) return name
  throw new Usage(`There is no mail "${plain(name, 40)}". There are ${Object.keys(TOPICS).join(', ')}.`)
}

function listTemplates(flags: Flags): Promise<void> {
  return withDatabase(async (database) => {
    const site = await chosenSite(database, flags.site)
    const own = await ownTemplates(database.write, site.id)
    const list = kindsOf(own).map((one) => ({ ...one, placeholders: Object.keys(one.placeholders) }))
    if (flags.json) return printJson(list)
    printTable(
      ['mail', 'to', 'the shop’s own', 'Earshot’s', 'placeholders'],
      list.map((one) => [
        one.mail,
        one.to,
        one.own.join(' '),
        one.builtin.join(' '),
        one.placeholders.map((name) => `{${name}}`).join(' '),
      ]),
    )
  })
}

function showTemplate(name: string, flags: Flags): Promise<void> {
  return withDatabase(async (database) => {
    const topic = topicOf(name)
    const site = await chosenSite(database, flags.site)
    const own = await ownTemplates(database.write, site.id)
    const shown = templateOf(topic, flags.language, site, own)
    const { language, whose, subject, body } = shown
    if (flags.json) return printJson(shown)
    console.error(`${topic}, ${language}, ${whose === 'shop' ? 'the shop’s own' : 'Earshot’s'}: ${subject}\n`)
    console.log(body)
  })
}

function changeTemplate(name: string, flags: Flags): Promise<void> {
  return withDatabase(async (database) => {
    const topic = topicOf(name)
    if (flags.subject === undefined && flags.body === undefined)
      throw new Usage('Give a --subject, a --body, or both. "earshot mail template show" prints what there is.')
    const site = await chosenSite(database, flags.site)
    const before = templateFor(topic, flags.language, site, await ownTemplates(database.write, site.id)).template
    const template = {
      subject: flags.subject ?? before.subject,
      body: flags.body === undefined ? before.body : await bodyFrom(flags.body),
    }
    await setTemplate(database, site.id, topic, flags.language, template).catch((error: unknown) => {
      throw error instanceof TemplateError ? new Usage(`The wording was not kept: ${error.message}`) : error
    })
    if (flags.json) return printJson({ mail: topic, language: flags.language, whose: 'shop', ...template })
    console.log(`Mails "${topic}" of ${site.key} in ${flags.language} have your wording from now on.`)
  })
}

async function bodyFrom(file: string): Promise<string> {
  if (file === '-') return await text(process.stdin)
  return await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Usage(`${file} cannot be read (${error.code}). Compare the path.`)
  })
}

function restoreTemplate(name: string, flags: Flags): Promise<void> {
  return withDatabase(async (database) => {
    const topic = topicOf(name)
    const site = await chosenSite(database, flags.site)
    const had = await resetTemplate(database, site.id, topic, flags.language)
    if (flags.json) return printJson({ mail: topic, language: flags.language, reset: had })
    console.log(
      had
        ? `Mails "${topic}" in ${flags.language} have Earshot’s wording again.`
        : `Mails "${topic}" in ${flags.language} had no wording of your own.`,
    )
  })
}
