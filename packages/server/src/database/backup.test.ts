import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { complained, ENGINES, freshConfig, freshFolder, freshServer, said } from '../../test/engines.ts'
import { backUp, checkBackup, restore } from './backup.ts'
import { openDatabase, type Database } from './engine.ts'

const quiet = () => {}

/** Everything that a table holds, in an order that does not depend on the engine. */
async function everything(database: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const table of ['site', 'moment', 'api_key', 'feedback', 'complaint', 'complaint_counter'] as const) {
    const rows = await database.write.selectFrom(table).selectAll().execute()
    found[table] = rows
      .map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
      .toSorted()
  }
  return found
}

/** A server that some things were said to, and a backup of it. */
async function saved(engine: Database['engine']) {
  const server = await freshServer(engine)
  await Promise.all(Array.from({ length: 30 }, (_, i) => server.say(i % 3 ? said() : complained())))
  await server.say(said({ answers: { satisfaction: 4, praise: '좋아요 😀 "quoted"\n二行' } }))
  const file = join(freshFolder(), 'backup.jsonl.gz')
  const rows = await backUp(server.database, file, quiet)
  return { server, file, rows }
}

async function empty(engine: Database['engine'], upTo?: string): Promise<Database> {
  const database = await openDatabase(await freshConfig(engine), upTo)
  onTestFinished(() => database.close())
  return database
}

describe.each(ENGINES.flatMap((from) => ENGINES.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
  test('a restored backup holds every row as it was', async () => {
    const { server, file, rows } = await saved(from)
    expect(rows).toMatchObject({ site: 1, feedback: 31, complaint: 10 })
    const { migrations } = await checkBackup(file, quiet)
    const database = await empty(to, migrations.at(-1))
    expect(await restore(database, file, quiet)).toEqual(rows)
    expect(await everything(database)).toEqual(await everything(server.database))
  })
})

describe.each(ENGINES)('%s', (engine) => {
  test('a backup is of one moment, though feedback goes on coming', async () => {
    const server = await freshServer(engine)
    let sending = true
    const stream = (async () => {
      while (sending) await server.say(complained())
    })()
    const file = join(freshFolder(), 'backup.jsonl.gz')
    for (let round = 0; round < 5; round++) {
      await server.say(complained())
      const rows = await backUp(server.database, file, quiet)
      expect(rows['complaint']).toBe(rows['feedback'])
      const counter = gunzipSync(readFileSync(file))
        .toString()
        .split('\n')
        .find((line) => line.startsWith('["complaint_counter"'))
      expect((JSON.parse(counter!) as [string, { last: number }])[1].last).toBe(rows['complaint'])
    }
    sending = false
    await stream
  })
})

test.each([
  [
    'cut short',
    (text: string) => text.slice(0, text.length / 2),
    /not a whole Earshot backup|hash does not match|cut short/,
  ],
  ['changed', (text: string) => text.replace('Lovely', 'Hateful'), /hash does not match/],
  [
    'of a newer version',
    (text: string) => text.replace(/"migrations":\[/, '"migrations":["9999-later",'),
    /newer Earshot \(9999-later\)/,
  ],
  ['something else', () => 'hello\nworld\n', /not a whole Earshot backup/],
])('a backup that is %s is refused before anything is touched', async (_, spoil, message) => {
  const { file } = await saved('sqlite')
  writeFileSync(file, gzipSync(spoil(gunzipSync(readFileSync(file)).toString())))
  await expect(checkBackup(file, quiet)).rejects.toThrow(message)
})

test('a path that holds no backup is told so', async () => {
  await expect(checkBackup('/nowhere/at/all', quiet)).rejects.toThrow(
    '/nowhere/at/all cannot be read (ENOENT). Compare the path.',
  )
})
