import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkUrl, isPublic, post } from './fetch.ts'

async function listening(answer: RequestListener): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, reply) => {
    asked.push(request)
    answer(request, reply)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`, asked }
}

const call = (url: string, more: object = {}) => post({ url, body: '{}', allow: [], ...more })
const allowed = { allow: ['127.0.0.1'] }

describe('an address', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '2001:4860:4860::8888',
    '2a00:1450:4001:830::200e',
    // Written in IPv6, but public all the same.
    '::ffff:8.8.8.8',
  ])('%s is public', (address) => expect(isPublic(address)).toBe(true))

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.8.9.1', 'loopback'],
    ['::1', 'loopback'],
    ['0.0.0.0', 'this host'],
    ['::', 'this host'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['fd00::1', 'unique local'],
    ['169.254.169.254', 'link-local, where clouds keep their secrets'],
    ['fe80::1', 'link-local'],
    ['fec0::1', 'site-local'],
    ['100.64.0.1', 'carrier'],
    ['192.0.2.1', 'documentation'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['::ffff:127.0.0.1', 'loopback, mapped'],
    ['::ffff:a9fe:a9fe', 'link-local, mapped'],
    ['::7f00:1', 'loopback, in the old compatible form'],
    ['::ffff:0:127.0.0.1', 'loopback, translated'],
    ['64:ff9b::7f00:1', 'loopback behind NAT64'],
    ['2002:7f00:1::1', 'loopback behind 6to4'],
    ['2001::1', 'Teredo'],
    ['4000::1', 'given to nobody'],
    ['nonsense', 'no address'],
  ])('%s is not (%s)', (address) => expect(isPublic(address)).toBe(false))
})

describe('an outgoing call', () => {
  it.each([
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://1２7.0.0.1/',
    'https://%31%32%37.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://0/',
    'https://10.0.0.1:8443/',
  ])('to %s is refused before anything is resolved', (url) => {
    expect(() => checkUrl(url, [])).toThrow(/not in a public network|must be called by https/)
  })

  it.each(['ftp://hooks.example.com/', 'file:///etc/passwd', 'https://ada:secret@hooks.example.com/', 'hooks', ''])(
    'is not made to "%s"',
    (url) => expect(() => checkUrl(url, [])).toThrow(/must be called by https|holds a password|is not an address/),
  )

  it('is refused where a name turns out to be a machine of our own', async () => {
    for (const host of ['localhost', 'LOCALHOST'])
      await expect(call(`https://${host}:1/`)).rejects.toMatchObject({
        code: 'not_public',
        message: expect.stringContaining('EARSHOT_ALLOW_HOSTS=localhost'),
      })
  })

  it('goes to a host that the operator allows by name, and to no other', async () => {
    const { url, asked } = await listening((_request, reply) => reply.end('thanks'))
    expect(await call(url, { ...allowed, headers: { authorization: 'Bearer s' } })).toEqual({
      status: 200,
      retryAfter: undefined,
      text: 'thanks',
    })
    expect(asked[0]!.headers.authorization).toBe('Bearer s')
    await expect(call(url, { allow: ['localhost'] })).rejects.toMatchObject({ code: 'address' })
  })

  it('follows no redirect', async () => {
    const inner = await listening((_request, reply) => reply.end('secret'))
    const { url } = await listening((_request, reply) => reply.writeHead(307, { location: inner.url }).end())
    expect(await call(url, allowed)).toMatchObject({ status: 307 })
    expect(inner.asked).toHaveLength(0)
  })

  it('ends where the answer is too long or does not come', async () => {
    const long = await listening((_request, reply) => reply.end('x'.repeat(70_000)))
    await expect(call(long.url, allowed)).rejects.toMatchObject({ code: 'too_large' })
    const silent = await listening(() => {})
    await expect(call(silent.url, { ...allowed, timeoutMs: 50 })).rejects.toMatchObject({ code: 'timeout' })
    const drops = await listening((request) => request.socket.destroy())
    await expect(call(drops.url, allowed)).rejects.toMatchObject({ code: 'broken' })
  })

  it('uses open connections again where they are kept, and else never', async () => {
    const { url, asked } = await listening((_request, reply) => reply.end('thanks'))
    const ports = () => new Set(asked.map(({ socket }) => socket.remotePort)).size
    for (let i = 0; i < 6; i++) await call(url, { ...allowed, keep: true })
    // The one used last may still be coming to its end when the next call begins.
    const open = ports()
    expect(open).toBeLessThan(3)
    await call(url, allowed)
    expect(ports()).toBe(open + 1)
    // What is open is no way around what is allowed by now.
    await expect(call(url, { keep: true })).rejects.toMatchObject({ code: 'address' })
  })

  it('opens anew a kept connection that was closed at the other end', async () => {
    const used = new Set<Socket>()
    let closed = 0
    const { url, asked } = await listening((request, reply) => {
      if (used.has(request.socket) && closed++ === 0) request.socket.destroy()
      else reply.end('thanks')
      used.add(request.socket)
    })
    for (let i = 0; i < 4; i++) expect(await call(url, { ...allowed, keep: true })).toMatchObject({ status: 200 })
    expect(closed).toBeGreaterThan(0)
    expect(asked).toHaveLength(5)
  })

  it('says what hinders it', async () => {
    await expect(call('http://127.0.0.1:1/', allowed)).rejects.toMatchObject({
      code: 'refused',
      message: '127.0.0.1 takes no connection (ECONNREFUSED).',
    })
    await expect(call('https://hooks.invalid/')).rejects.toMatchObject({ code: 'name' })
    const plain = await listening((_request, reply) => reply.end())
    await expect(call(plain.url.replace('http:', 'https:'), allowed)).rejects.toMatchObject({ code: 'tls' })
  })
})
