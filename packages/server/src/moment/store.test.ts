import { describe, expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshConfig, freshServer, said } from '../../test/engines.ts'
import { openDatabase } from '../database/engine.ts'
import { BUILTIN_MOMENTS } from './builtin.ts'
import { addMoment, saveMoment } from './edit.ts'
import { loadMoments } from './store.ts'

const by = { kind: 'system' as const, name: 'test' }

function text(id: string) {
  return { id, kind: 'text' as const, label: { en: id } }
}

describe.each(ENGINES)('moments on %s', (engine) => {
  it('are the built-in ones until the shop edits them; every version stays', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    const before = await loadMoments(database, 'a')
    expect([...before.keys()].toSorted()).toEqual(BUILTIN_MOMENTS.map((moment) => moment.id).toSorted())
    const purchase = before.get('purchase')!.current
    const { id, ...content } = purchase
    const { current: edited } = await saveMoment({ database, siteId: 'a', by }, id, {
      ...content,
      title: { en: 'Ours' },
    })
    expect(edited.version).toBe(purchase.version + 1)
    const after = (await loadMoments(database, 'a')).get('purchase')!
    expect(after.current).toEqual(edited)
    expect([...after.versions.values()]).toEqual([purchase, edited])
    expect((await loadMoments(database, 'b')).get('purchase')!.current).toEqual(purchase)
  })

  it('of the shop itself can be asked at, and an edit retires what it drops', async () => {
    const server = await freshServer(engine)
    const doing = { database: server.database, siteId: server.site.id, by }
    const visit = {
      title: { en: 'Visit' },
      headings: [],
      after: [{ title: { en: 'Thanks' } }],
    }
    await addMoment(doing, { id: 'visit', ...visit, questions: [text('old'), text('both')] })
    await saveMoment(doing, 'visit', { version: 1, ...visit, questions: [text('both')] })
    const flagsOf = async (over: Record<string, unknown>) => {
      const body = said({ moment: 'visit', ...over })
      expect((await server.say(body)).status).toBe(201)
      const { flags, momentVersion } = (
        await server.app.inject({ url: `/api/feedback/${body.id}`, headers: server.staff })
      ).json()
      return { flags, momentVersion }
    }
    expect(await flagsOf({ momentVersion: 1, answers: { old: 'x' } })).toEqual({ flags: ['retired'], momentVersion: 1 })
    expect(await flagsOf({ answers: { both: 'x' } })).toEqual({ flags: [], momentVersion: 2 })
    expect(await flagsOf({ momentVersion: 99, answers: { both: 'x' } })).toEqual({ flags: [], momentVersion: 2 })
  })
})
