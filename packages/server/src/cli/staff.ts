import { type Member, MemberChange, MemberInput } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import type { Config } from '../config.ts'
import type { Database, Tx } from '../database/engine.ts'
import { listDepartments } from '../department/store.ts'
import type { Site } from '../site/store.ts'
import { endLinks } from '../staff/link.ts'
import { sendLink } from '../staff/mail.ts'
import { ROLES } from '../staff/roles.ts'
import { addStaff, changeStaff, listStaff } from '../staff/store.ts'
import { timeAt } from './at.ts'
import { clockOf, plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, told, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
  link?: true
  name?: string
  role: string
  department?: string
  skill?: string[]
  language?: string
}

interface Changes extends Omit<Flags, 'role'> {
  role?: string
  email?: string
  awayFrom?: string
  awayUntil?: string
  back?: true
}

const site = ['--site <key>', 'the site (needed when there are several)'] as const
const json = ['--json', 'print JSON'] as const
const link = ['--link', 'print the link instead of mailing it, as is done where there is no mail'] as const
const listed = (value: string, before: string[] = []) => [...before, value]

/** `earshot staff …` */
export function staffCommands(program: Command): void {
  const staff = program.command('staff').description('who answers complaints')

  staff
    .command('list')
    .description('list the staff')
    .option(...site)
    .option(...json)
    .action((flags: Flags) =>
      withDatabase(async (database) => {
        const chosen = await chosenSite(database, flags.site)
        const members = await listStaff(database.write, chosen.id)
        if (flags.json) return printJson(members)
        if (members.length === 0) return console.log('Nobody yet. "earshot start" prints a link for the first owner.')
        printMembers(members, await names(database, chosen.id), chosen)
      }),
    )

  staff
    .command('invite <email>')
    .description('put somebody on the staff and send them a link to choose a password; again for those invited before')
    .option(...site)
    .option('--name <name>', 'how customers and colleagues know them')
    .option('--role <role>', `what they may do: ${ROLES.join(', ')}`, 'agent')
    .option('--department <name>', 'where they work')
    .option('--skill <word>', 'what they can do, as categories ask for it; repeatable', listed)
    .option('--language <tag>', 'in which they are written to, such as ko')
    .option(...link)
    .option(...json)
    .action((email: string, flags: Flags) =>
      withDatabase(async (database, config) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const department = flags.department && (await departmentNamed(database, siteId, flags.department))
        const known = await memberWith(database, siteId, email)
        if (known && known.state !== 'invited')
          throw new Usage(`${email} is on the staff already. "earshot staff reset ${email}" sets a new password.`)
        if (!known && !flags.name) throw new Usage('Say who it is: --name "Ada Brandt".')
        const { name, role, skill: skills, language } = flags
        if (!ROLES.some((one) => one === role))
          throw new Usage(`There is no role "${role}". Roles: ${ROLES.join(', ')}.`)
        const read = MemberInput.safeParse({ name: name ?? known?.name, email, role, department, skills, language })
        if (!read.success)
          throw new Usage(read.error.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; '))
        const sent = await told(
          database.transaction(async (tx) => {
            const member = known ?? (await addStaff(tx, siteId, read.data))
            return { member, link: await send(tx, siteId, member, 'invite', config, flags) }
          }),
        )
        say(flags, sent, `${sent.member.name} is invited as ${sent.member.role}.`)
      }),
    )

  staff
    .command('reset <email>')
    .description('send somebody a link to set a new password')
    .option(...site)
    .option(...link)
    .option(...json)
    .action((email: string, flags: Flags) =>
      withDatabase(async (database, config) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const member = await requireMember(database, siteId, email)
        if (member.state === 'disabled')
          throw new Usage(`${email} is disabled. "earshot staff enable ${email}" lets them in again.`)
        const purpose = member.state === 'invited' ? 'invite' : 'reset'
        const made = await database.transaction((tx) => send(tx, siteId, member, purpose, config, flags))
        say(flags, { member, link: made }, 'Their present password works until they set a new one.')
      }),
    )

  staff
    .command('change <email>')
    .description('change what somebody is: only what you name')
    .option(...site)
    .option('--name <name>', 'how customers and colleagues know them')
    .option('--email <address>', 'a new mail address; links sent to the old one end')
    .option('--role <role>', `what they may do: ${ROLES.join(', ')}`)
    .option('--department <name>', 'where they work; none for no department')
    .option('--skill <word>', 'all that they can do; repeatable, none for nothing', listed)
    .option('--language <tag>', 'in which they are written to; none for the site’s')
    .option(
      '--away-from <time>',
      'absent from this time on, such as 2026-12-24 (as it begins where the shop is) or 2026-12-24T12:00:00Z',
    )
    .option('--away-until <time>', 'back from this time on; until further notice where it is left out')
    .option('--back', 'they are back')
    .option(...json)
    .action(changeMember)

  for (const [name, disabled, what, done] of [
    [
      'disable',
      true,
      'sign somebody out and keep them out; nothing that they did is lost',
      'is signed out and kept out',
    ],
    ['enable', false, 'let somebody in again who was disabled', 'may sign in again'],
  ] as const)
    staff
      .command(`${name} <email>`)
      .description(what)
      .option(...site)
      .option(...json)
      .action((email: string, flags: Flags) =>
        withDatabase(async (database) => {
          const { id: siteId } = await chosenSite(database, flags.site)
          const { id } = await requireMember(database, siteId, email)
          const member = await told(database.transaction((tx) => changeStaff(tx, siteId, id, { disabled })))
          if (flags.json) printJson(member)
          else console.log(`${member.name} ${done}.`)
        }),
      )
}

function changeMember(email: string, flags: Changes): Promise<void> {
  return withDatabase(async (database) => {
    const chosen = await chosenSite(database, flags.site)
    const siteId = chosen.id
    const { id } = await requireMember(database, siteId, email)
    const asked = await changeOf(database, chosen, flags)
    if (Object.keys(asked).length === 0) throw new Usage('Say what changes: "earshot help staff change" shows it.')
    const read = MemberChange.safeParse(asked)
    if (!read.success)
      throw new Usage(read.error.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; '))
    const member = await told(database.transaction((tx) => changeStaff(tx, siteId, id, read.data)))
    if (flags.json) printJson(member)
    else printMembers([member], await names(database, siteId), chosen)
  })
}

/** The flags as the API has them; `none` takes away. */
async function changeOf(database: Database, chosen: Site, flags: Changes): Promise<Record<string, unknown>> {
  const { name, email, role, department, skill, language, awayFrom, awayUntil, back } = flags
  if (awayUntil !== undefined && awayFrom === undefined) throw new Usage('Say since when: --away-from 2026-12-24.')
  if (back && awayFrom !== undefined) throw new Usage('Either --back or --away-from.')
  const absence = back
    ? null
    : awayFrom && { from: timeAt(chosen, awayFrom), until: awayUntil === undefined ? null : timeAt(chosen, awayUntil) }
  const change = {
    name,
    email,
    role,
    department:
      department === undefined || department === 'none'
        ? department && null
        : await departmentNamed(database, chosen.id, department),
    skills: skill?.filter((one) => one !== 'none'),
    language: language === 'none' ? null : language,
    absence,
  }
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function printMembers(members: readonly Member[], departments: ReadonlyMap<string, string>, shop: Site): void {
  const clock = clockOf(shop)
  const time = (at: string) => clock(at).replace(' 00:00', '')
  const away = ({ absence }: Member) =>
    absence ? `${time(absence.from)} to ${absence.until === null ? '…' : time(absence.until)}` : ''
  printTable(
    ['mail', 'name', 'role', 'department', 'skills', 'away', 'state'],
    members.map((one) => [
      plain(one.email),
      plain(one.name, 30),
      one.role,
      plain(departments.get(one.department ?? '') ?? '', 20),
      plain(one.skills.join(', '), 30),
      away(one),
      one.state,
    ]),
  )
}

/** Sends the link, or makes it to be printed, as where there is no mail. @returns the link that is to be printed */
async function send(
  tx: Tx,
  siteId: string,
  member: Member,
  purpose: 'invite' | 'reset',
  { url, mail }: Config,
  flags: Flags,
): Promise<string | undefined> {
  await endLinks(tx.query, siteId, member.id)
  return sendLink(tx, purpose, { siteId, ...member }, { url, mail, handOver: flags.link })
}

function say(flags: Flags, sent: { member: Member; link: string | undefined }, words: string): void {
  if (flags.json) return printJson({ ...sent.member, ...(sent.link ? { link: sent.link } : {}) })
  if (sent.link === undefined) return console.log(`${words}\nThe link is on its way to ${sent.member.email}.`)
  console.log(sent.link)
  console.error(`\n${words} The link works once; give it to them alone.`)
}

async function memberWith(database: Database, siteId: string, email: string): Promise<Member | undefined> {
  const wanted = email.trim().toLowerCase()
  return (await listStaff(database.write, siteId)).find((one) => one.email === wanted)
}

/** The member with a mail address. Rejects, saying where to look, when there is none. */
export async function requireMember(database: Database, siteId: string, email: string): Promise<Member> {
  const member = await memberWith(database, siteId, email)
  if (member) return member
  throw new Usage(`Nobody on the staff has the mail address ${email}. "earshot staff list" shows them.`)
}

/** Id of the department with a name. Rejects, saying where to look, when there is none. */
export async function departmentNamed(database: Database, siteId: string, name: string): Promise<string> {
  const all = await listDepartments(database.write, siteId)
  const found = all.find((one) => one.name === name) ?? all.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (found) return found.id
  throw new Usage(`There is no department "${name}". "earshot department list" shows them; "… add" makes one.`)
}

/** Names of the departments by id. */
export async function names(database: Database, siteId: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await listDepartments(database.write, siteId)).map(({ id, name }) => [id, name]))
}
