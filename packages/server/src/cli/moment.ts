import { readFileSync, writeFileSync } from 'node:fs'
import { MomentInput, type MomentDifference, textIn } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import * as z from 'zod/mini'
import {
  addMoment,
  type Editing,
  present,
  resetMoment,
  restoreMoment,
  saveMoment,
  switchMoment,
} from '../moment/edit.ts'
import type { Kept } from '../moment/store.ts'
import { entryOf, keptMoments, listMoments, versionsOf } from '../moment/view.ts'
import { Problem } from '../problem.ts'
import { at, type Flags, json, read, site } from './at.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { told } from './store.ts'

/** `earshot moment …` */
export function momentCommands(program: Command): void {
  const moment = program.command('moment').description('what the shop asks its customers, and when')
  shown(moment)
  changed(moment)
  carried(moment)
}

function shown(moment: Command): void {
  moment
    .command('list')
    .description('list moments, with the answers of the last 30 days')
    .option(...site)
    .option(...json)
    .action((flags: Flags) =>
      at(flags, async (database, { id: siteId, look }) => {
        const moments = await listMoments(database, siteId)
        if (flags.json) return printJson(moments)
        printTable(
          ['id', 'title', 'version', 'asked', 'by', 'answers'],
          moments.map((one) => [
            one.id,
            plain(textIn(one.title, look.locale), 40),
            one.version,
            one.enabled ? 'yes' : 'no',
            one.edited ? 'the shop' : 'Earshot',
            one.answers,
          ]),
        )
      }),
    )

  moment
    .command('show <id>')
    .description('show what a moment asks, and what deserves a look')
    .option(...site)
    .option(...json)
    .action((id: string, flags: Flags) =>
      at(flags, async (database, { id: siteId, look }) => {
        const kept = await told(keptMoments(database, siteId).then((all) => present(all, id)))
        const entry = entryOf(kept, look)
        if (flags.json) return printJson(entry)
        console.log(`${plain(textIn(entry.title, look.locale))} (version ${entry.version})`)
        for (const question of entry.moment.questions)
          console.log(`  ${question.id} (${question.kind}): ${plain(textIn(question.label, look.locale), 70)}`)
        for (const { path, message } of entry.warnings) console.log(`! ${path} ${message}`)
      }),
    )

  moment
    .command('versions <id>')
    .description('list who changed a moment, when and in what')
    .option(...site)
    .option(...json)
    .action((id: string, flags: Flags) =>
      at(flags, async (database, { id: siteId }) => {
        const kept = await told(keptMoments(database, siteId).then((all) => present(all, id)))
        const versions = versionsOf(kept)
        if (flags.json) return printJson(versions)
        printTable(
          ['version', 'at', 'by', 'changed'],
          versions.map((one) => [
            one.version,
            one.at,
            plain(one.by ?? (one.builtin ? 'Earshot' : ''), 30),
            one.differences.map(inShort).join(', '),
          ]),
        )
      }),
    )
}

function inShort({ of, how, question, fields }: MomentDifference): string {
  if (question === null) return of === 'order' ? 'order of the questions' : of
  return how === 'changed' ? `${question} (${fields.join(', ')})` : `${question} ${how}`
}

function changed(moment: Command): void {
  for (const [name, enabled, says] of [
    ['enable', true, 'ask at a moment again'],
    ['disable', false, 'ask at a moment no longer; what pages that were loaded before still send is taken'],
  ] as const)
    editing(
      moment.command(`${name} <id>`).description(says),
      name,
      (doing, id) => switchMoment(doing, id, enabled),
      ({ current: { id } }) => `${id} is ${enabled ? 'asked' : 'off'}.`,
    )

  editing(
    moment.command('restore <id> <version>').description('undo: make a new version that is equal to an old one'),
    'restore',
    (doing, id, version) => {
      if (!/^\d{1,9}$/.test(version)) throw new Usage(`${version} is not the number of a version.`)
      return restoreMoment(doing, id, Number(version))
    },
    ({ current: { id, version } }) => `${id} is at version ${version}.`,
  )

  editing(
    moment.command('reset <id>').description('go back to the moment as Earshot brings it'),
    'reset',
    (doing, id) => resetMoment(doing, id),
    ({ current: { id, version } }) => `${id} is as Earshot brings it, at version ${version}.`,
  )
}

/** A command that edits one moment and says how it stands. */
function editing(
  command: Command,
  name: string,
  edit: (doing: Editing, id: string, more: string) => Promise<Kept>,
  says: (kept: Kept) => string,
): void {
  const hasMore = command.registeredArguments.length > 1
  command
    .option(...site)
    .option(...json)
    .action((...given: [string, ...unknown[]]) => {
      const [id] = given
      const flags = given[hasMore ? 2 : 1] as Flags
      return at(flags, async (database, { id: siteId, look }) => {
        const doing: Editing = { database, siteId, by: { kind: 'system', name: `earshot moment ${name}` } }
        const kept = await told(edit(doing, id, hasMore ? String(given[1]) : ''))
        if (flags.json) printJson(entryOf(kept, look))
        else console.log(says(kept))
      })
    })
}

function carried(moment: Command): void {
  moment
    .command('export [id]')
    .description('write moments as JSON, to edit them or to take them to another site')
    .option(...site)
    .option('--output <file>', 'the file; standard output by default')
    .action((id: string | undefined, flags: Flags & { output?: string }) =>
      at(flags, async (database, { id: siteId }) => {
        const all = await keptMoments(database, siteId)
        const wanted =
          id === undefined ? [...all.values()] : [await told(Promise.resolve().then(() => present(all, id)))]
        const moments = wanted.flatMap(({ current: { version: _, ...rest }, state }) =>
          state === 'deleted' ? [] : [rest],
        )
        if (flags.output === undefined) return printJson(moments)
        writeFileSync(flags.output, `${JSON.stringify(moments, null, 2)}\n`)
        console.log(`${flags.output} holds ${moments.length} moments.`)
      }),
    )

  moment
    .command('import <file>')
    .description('save moments from JSON, each as its next version; "-" reads standard input')
    .option(...site)
    .option(...json)
    .action((file: string, flags: Flags) =>
      at(flags, async (database, { id: siteId }) => {
        const moments = momentsOf(file)
        const doing: Editing = { database, siteId, by: { kind: 'system', name: 'earshot moment import' } }
        const saved: { id: string; version: number; changed: boolean }[] = []
        for (const one of moments) {
          const before = (await keptMoments(database, siteId)).get(one.id)
          const { id, version } = (await told(put(doing, one, before))).current
          saved.push({ id, version, changed: version !== before?.current.version })
        }
        if (flags.json) return printJson(saved)
        for (const one of saved)
          console.log(one.changed ? `${one.id} is at version ${one.version}.` : `${one.id} is as it was.`)
      }),
    )
}

/** Adds the moment, or saves it as the next version. What is wrong is told with its path, as a file has many. */
async function put(doing: Editing, { id, ...content }: MomentInput, before: Kept | undefined): Promise<Kept> {
  try {
    return before && before.state !== 'deleted'
      ? await saveMoment(doing, id, { version: before.current.version, ...content })
      : await addMoment(doing, { id, ...content })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid') throw error
    throw new Usage(`${id}: ${error.errors!.map(({ path, message }) => `${path} ${message}`).join('; ')}`)
  }
}

function momentsOf(file: string): MomentInput[] {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'))
  } catch (error) {
    throw new Usage(`${file} cannot be read as JSON: ${(error as Error).message}`)
  }
  const list = Array.isArray(text) ? z.array(MomentInput).safeParse(text) : MomentInput.safeParse(text)
  return [read<MomentInput | MomentInput[]>(list)].flat()
}
