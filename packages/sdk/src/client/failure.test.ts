import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, json, plain, problem, serve } from '../../test/scripted.ts'
import { EarshotError, createClient, createStaffClient, uuidv7 } from '../index.ts'

const ID = '01990000-0000-7000-8000-000000000001'
const said = { moment: 'purchase', answers: { satisfaction: 5, praise: '고맙습니다 👍' } }

function client(url: string, retries?: number) {
  return createClient({ site: 'pk_demo', url, timeout: TIMEOUT, retries })
}

async function error(work: Promise<unknown>): Promise<EarshotError> {
  const caught = await failure(work)
  expect(caught).toBeInstanceOf(EarshotError)
  return caught as EarshotError
}

describe('every failure is an EarshotError', () => {
  test('with the server’s own code, detail and paths', async () => {
    const errors = [{ path: 'answers.taste', code: 'unknown_question', message: 'was never asked' }]
    const { url } = await serve(problem(422, 'invalid', { detail: 'Not stored.', errors }))
    const caught = await error(client(url).feedback.submit({ ...said, id: ID }))
    expect(caught).toMatchObject({ name: 'EarshotError', code: 'invalid', status: 422, errors, id: ID })
    expect(caught.problem).toMatchObject({ code: 'invalid', detail: 'Not stored.' })
    expect(caught.message).toBe('Earshot answered 422 invalid: Not stored.; answers.taste was never asked')
  })

  test('with the code of a newer server as it is', async () => {
    const { url } = await serve(problem(402, 'plan_exceeded'))
    expect((await error(client(url).feedback.submit(said))).code).toBe('plan_exceeded')
  })

  test('network: nobody listens there', async () => {
    const port = await closedPort()
    const caught = await error(client(`http://127.0.0.1:${port}`, 0).feedback.submit({ ...said, id: ID }))
    expect(caught).toMatchObject({ code: 'network', status: undefined, id: ID })
    expect(caught.message).toContain('ECONNREFUSED')
    expect(caught.cause).toBeInstanceOf(Error)
  })

  test('network: the answer breaks off', async () => {
    const { url } = await serve((response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '900' })
      response.write('{"id":', () => response.destroy())
    })
    expect((await error(client(url, 0).feedback.submit(said))).code).toBe('network')
  })

  test('timeout: no answer in time', async () => {
    const { url } = await serve(() => {})
    const slow = createClient({ site: 'pk_demo', url, timeout: 50, retries: 0 })
    expect((await error(slow.feedback.submit(said))).code).toBe('timeout')
  })

  test('and printed, shows neither the words nor the key', async () => {
    const secret = { moment: 'order', answers: { comment: 'between us' } }
    const { url } = await serve(problem(500, 'internal'))
    const failures = [
      await error(client(url, 0).feedback.submit(secret)),
      await error(client(`http://127.0.0.1:${await closedPort()}`, 0).feedback.submit(secret)),
      await error(createStaffClient({ url, key: 'sk_between_us', retries: 0 }).feedback.list()),
    ]
    for (const one of failures) expect(inspect(one, { depth: 20, showHidden: true })).not.toMatch(/between.us/)
  })

  test.each([
    ['a web page', json(200, '<h1>Hello</h1>')],
    ['somebody else’s receipt', json(201, { id: uuidv7(), receivedAt: '', complaint: null })],
    ['null', json(200, null)],
    ['HTML', plain(200, '<!doctype html>')],
    ['a proxy’s refusal', plain(413, 'Too large')],
  ])('bad_answer: %s', async (_, answer) => {
    const { url } = await serve(answer)
    const caught = await error(client(url, 0).feedback.submit({ ...said, id: ID }))
    expect(caught).toMatchObject({ code: 'bad_answer', id: ID })
    expect(caught.message).toContain(`${url}/healthz`)
  })

  test('bad_answer: a redirect is not followed, and named', async () => {
    const { url, seen } = await serve(json(301, {}, { location: 'https://earshot.example.com/v1/feedback' }))
    const caught = await error(client(url).feedback.submit(said))
    expect(caught).toMatchObject({ code: 'bad_answer', status: 301 })
    expect(caught.message).toContain('redirects to https://earshot.example.com/v1/feedback')
    expect(seen).toHaveLength(1)
  })
})

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise<void>((done) => server.close(() => done()))
  return port
}
