import type { ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { failure, hangUp, problem, serve } from '../../test/scripted.ts'
import { createStaffClient, type LiveEvent } from '../index.ts'

const told = (n: number) =>
  `id: ${n}\ndata: ${JSON.stringify({ id: `e${n}`, type: 'complaint.noted', timestamp: '', data: { n: '고맙' } })}\n\n`

/** A stream of these blocks, which then ends or stays open. */
function stream(blocks: string, stays = false) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const bytes = Buffer.from(`retry: 1\n\nid: 0\nevent: ready\ndata: {}\n\n${blocks}`)
    // In the midst of a letter, as networks do.
    const cut = bytes.length - 9
    response.write(bytes.subarray(0, cut))
    response.write(bytes.subarray(cut))
    if (!stays) response.end()
  }
}

function staff(url: string) {
  // Coming back is not waited for.
  const random = vi.spyOn(Math, 'random').mockReturnValue(1.99)
  onTestFinished(() => random.mockRestore())
  return createStaffClient({ url, key: 'sk_secret' })
}

async function first(count: number, events: AsyncGenerator<LiveEvent>) {
  const got: LiveEvent[] = []
  for await (const event of events) {
    got.push(event)
    if (got.length === count) break
  }
  return got
}

describe('live events', () => {
  test('go on where they were when the connection is lost, whatever hinders it for a while', async () => {
    const { url, seen } = await serve(
      stream(told(1) + told(2)),
      hangUp,
      problem(503, 'store_unavailable'),
      stream(`: still here\nid: 7\n\n`),
      stream(told(8), true),
    )
    const got = await first(3, staff(url).events())
    expect(got.map(({ lastId }) => lastId)).toEqual(['1', '2', '8'])
    expect(got[0]).toEqual({ id: 'e1', type: 'complaint.noted', timestamp: '', data: { n: '고맙' }, lastId: '1' })
    expect(seen.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2', '2', '2', '7'])
    expect(seen[0]!.headers.authorization).toBe('Bearer sk_secret')
  })

  test('begin after what was handled, with the kinds that are wanted', async () => {
    const { url, seen } = await serve(stream(told(6), true))
    await first(1, staff(url).events({ lastId: '5', types: ['complaint.*', 'feedback.received'] }))
    expect(seen[0]!.headers['last-event-id']).toBe('5')
    expect(new URL(seen[0]!.url, url).searchParams.get('types')).toBe('complaint.*,feedback.received')
  })

  test('tell where something may be missing', async () => {
    const { url } = await serve(stream('id: 40\nevent: reset\ndata: {}\n\n', true))
    expect(await first(1, staff(url).events({ lastId: '5' }))).toEqual([{ type: 'reset', lastId: '40' }])
  })

  test('tell each time that they stand of which release the server’s console is', async () => {
    const begun = (event: string, release: string) => `id: 3\nevent: ${event}\ndata: {"release":"${release}"}\n\n`
    const { url } = await serve(stream(begun('ready', 'old') + told(4)), stream(begun('reset', 'new') + told(5), true))
    const heard: unknown[] = []
    await first(3, staff(url).events({ onBegun: ({ release }) => heard.push(release) }))
    // Each scripted stream begins with a `ready` of its own that says nothing of it, as an older server's does.
    expect(heard).toEqual([undefined, 'old', undefined, 'new'])
  })

  test.each([
    ['the key is refused', problem(401, 'unauthorized'), 'unauthorized'],
    ['nobody is there', hangUp, 'network'],
  ])('fail at once where %s', async (_, answer, code) => {
    const { url } = await serve(answer)
    expect(await failure(first(1, staff(url).events()))).toMatchObject({ code })
  })

  test('fail when the key is revoked meanwhile', async () => {
    const { url } = await serve(stream(told(1)), problem(401, 'unauthorized'))
    expect(await failure(first(2, staff(url).events()))).toMatchObject({ code: 'unauthorized' })
  })

  test('refuse what the contract does not know before anything is sent', async () => {
    const { url, seen } = await serve(hangUp)
    for (const options of [{ types: ['weather.*'] }, { lastId: 'x' }])
      expect(await failure(first(1, staff(url).events(options as never)))).toMatchObject({ code: 'invalid' })
    expect(seen).toEqual([])
  })

  test('end without an error when they are told to', async () => {
    const { url } = await serve(stream(told(1), true))
    const end = new AbortController()
    const got: string[] = []
    for await (const { lastId } of staff(url).events({ signal: end.signal })) {
      got.push(lastId)
      end.abort()
    }
    expect(got).toEqual(['1'])
  })
})
