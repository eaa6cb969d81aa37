import { type Solution, SolutionChange, SolutionInput, SolutionQuery } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import { complaintByNumber } from '../complaint/store.ts'
import { proposedFor } from '../solution/propose.ts'
import { addSolution, changeSolution, listSolutions, requireSolution, solutionOf } from '../solution/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, told, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
  text?: string
  category?: string
  product?: string
  archived?: true
  limit?: string
  words: string[]
  from?: string
  message?: string
  undo?: true
}

const site = ['--site <key>', 'the site (needed when there are several)'] as const
const json = ['--json', 'print JSON'] as const
const listed = (value: string, before: string[] = []) => [...before, value]

/** Whoever has a shell on the server may do all. */
const shell = (siteId: string): StaffActor => ({ kind: 'key', id: '', name: 'earshot', role: 'owner', siteId })

function read<T>(schema: { safeParse(value: unknown): Read<T> }, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Usage(result.error.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; '))
}
type Read<T> =
  | { success: true; data: T }
  | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } }

function show(solutions: readonly Solution[]): void {
  if (solutions.length === 0) return console.log('There is no solution that matches.')
  printTable(
    ['title', 'category', 'product', 'languages', 'used', 'confirmed', 'id'],
    solutions.map((one) => [
      plain(one.title, 40),
      plain(one.category ?? ''),
      plain(one.product ?? '', 20),
      Object.keys(one.versions).join(' '),
      one.uses,
      `${one.confirmed} of ${one.decided}`,
      one.id,
    ]),
  )
}

/** `earshot solution …` */
export function solutionCommands(program: Command): void {
  const solution = program.command('solution').description('proven answers and remedies')

  solution
    .command('list')
    .description('list them, those first that customers confirmed most often')
    .option(...site)
    .option('--text <words>', 'words that it holds')
    .option('--category <id>', 'of this category')
    .option('--product <sku>', 'of this product')
    .option('--archived', 'those that are out of use')
    .option('--limit <n>', 'how many, 1 to 200', '20')
    .option(...json)
    .action((flags: Flags) =>
      withDatabase(async (database) => {
        const { site: key, json: asJson, archived, ...query } = flags
        const { id: siteId } = await chosenSite(database, key)
        const asked = read(SolutionQuery, { ...query, ...(archived && { archived: 'true' }) })
        const { items } = await listSolutions(database, siteId, asked)
        if (asJson) printJson(items)
        else show(items)
      }),
    )

  solution
    .command('show <id>')
    .description('show one, with its words in every language')
    .option(...site)
    .option(...json)
    .action((id: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const found = solutionOf(await told(requireSolution(database.write, siteId, id)))
        if (flags.json) return printJson(found)
        show([found])
        for (const [language, words] of Object.entries(found.versions)) console.log(`\n${language}\n${plain(words)}`)
      }),
    )

  solution
    .command('add <title>')
    .description('save one: words with placeholders such as {name}, or a message of a complaint')
    .option(...site)
    .option('--words <language=words>', 'its words, as in "en=Dear {name}, …"; repeatable', listed, [])
    .option('--from <number>', 'the complaint that it was written in')
    .option('--message <id>', 'which message of it')
    .option('--category <id>', 'whose complaints it answers')
    .option('--product <sku>', 'the product that it is about')
    .option(...json)
    .action((title: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const { category, product, from, message } = flags
        const source = from === undefined ? { versions: versions(flags.words) } : { from: { complaint: from, message } }
        const input = read(SolutionInput, { title, category, product, ...source })
        const made = await told(database.transaction((tx) => addSolution(tx, shell(siteId), input)))
        if (flags.json) printJson(made)
        else console.log(`It is saved: ${made.id}`)
      }),
    )

  solution
    .command('archive <id>')
    .description('take one out of use; what used it stays as it is')
    .option(...site)
    .option('--undo', 'take it back into use')
    .action((id: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const change = read(SolutionChange, { archived: !flags.undo })
        await told(database.transaction((tx) => changeSolution(tx, siteId, id, change)))
        console.log(flags.undo ? 'It is in use again.' : 'It is out of use.')
      }),
    )

  solution
    .command('propose <number>')
    .description('what suits a complaint, ready to be sent')
    .option(...site)
    .option(...json)
    .action((number: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const complaint = await complaintByNumber(database, siteId, number)
        if (!complaint)
          throw new Usage(`There is no complaint ${number}. "earshot complaint list" shows those there are.`)
        const items = await proposedFor(database, shell(siteId), complaint, {})
        if (flags.json) return printJson(items)
        if (items.length === 0) return console.log('No solution suits it.')
        for (const one of items)
          console.log(
            `${plain(one.solution.title)} (${one.because.join(', ')}; ${one.solution.id})\n${plain(one.words)}\n`,
          )
      }),
    )
}

/** `en=Dear …` → `{ en: 'Dear …' }` */
function versions(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new Usage(`--words takes a language and words, as in "en=Dear {name}", not "${pair}".`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
