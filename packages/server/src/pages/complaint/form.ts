import { Readable } from 'node:stream'
import type { Busboy, BusboyFileStream, BusboyHeaders } from '@fastify/busboy'
import { PHOTO_MAX, PHOTOS_MAX } from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import { Room } from '../../attachment/room.ts'
import type { Words } from './words.ts'

/** Bytes of a form without photos: the longest words, each letter as nine bytes. */
const FIELDS_MAX = 128 * 1024
/** Bytes of a form with photos. */
const BODY_MAX = PHOTOS_MAX * PHOTO_MAX + FIELDS_MAX
/** Fields of a form; the longest has far fewer. */
const FIELDS = 20
/** A form that has not arrived by then makes room for others. */
const ARRIVE_MS = 300_000
/** Photos in memory at a time; the network holds back those of further senders. */
const memory = new Room(6)

/** What is wrong with a form, by its text. */
export type Wrong = keyof Words['wrong']

/** A form as it was sent. */
export interface Form {
  fields: Record<string, string>
  /** The same with every value of a name that came several times, in their order. */
  pairs: [name: string, value: string][]
  /** Ids of the photos that it brought, and of those that an earlier try brought. */
  photos: string[]
  wrong?: Wrong
}

/** Keeps one photo. @returns its id, or what is wrong with it */
export type Keep = (bytes: Buffer) => Promise<{ id: string } | { wrong: Wrong }>

/**
 * Reads a form that a browser posts by itself: its fields and, where they are wanted, photos, one after the other, each
 * kept before the next is read. Bad photos do not cost the customer their words.
 *
 * @param most fields that are read
 */
export async function readForm(request: FastifyRequest, keep?: Keep, most: number = FIELDS): Promise<Form> {
  const { body, headers } = request
  if (!(body instanceof Readable)) return { fields: {}, pairs: [], photos: [], wrong: 'unreadable' }
  const late = setTimeout(() => body.destroy(new Error('too slow')), ARRIVE_MS)
  try {
    const type = headers['content-type'] ?? ''
    if (type.startsWith('multipart/')) return await multipart(body, headers as BusboyHeaders, keep, most)
    const text = await textOf(body)
    if (text === undefined) return { fields: {}, pairs: [], photos: [], wrong: 'long' }
    const fields = new URLSearchParams(text)
    const photos = fields.getAll('photo')
    fields.delete('photo')
    return { fields: Object.fromEntries(fields), pairs: [...fields], photos }
  } finally {
    clearTimeout(late)
  }
}

/** The whole body; undefined where it is too much, or breaks off. */
async function textOf(body: Readable): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Destroying the request would cut the connection before the answer is out.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > FIELDS_MAX) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function multipart(body: Readable, headers: BusboyHeaders, keep: Keep | undefined, most: number): Promise<Form> {
  const form: Form = { fields: {}, pairs: [], photos: [] }
  const parser = await parserOf(headers, most)
  if (!parser || body.destroyed) return { ...form, wrong: 'unreadable' }
  const files = new Set<BusboyFileStream>()
  let taking: Promise<void> = Promise.resolve()
  let size = 0
  parser.on('field', (name, value) => {
    if (name === 'photo') form.photos.push(value)
    else {
      form.fields[name] = value
      form.pairs.push([name, value])
    }
  })
  parser.on('filesLimit', () => (form.wrong ??= 'photoMany'))
  parser.on('file', (_name, stream) => {
    // A form that breaks off is an error of its file, too: without a listener it would end the server.
    stream.on('error', () => {}).once('close', () => files.delete(stream))
    files.add(stream)
    taking = taking.then(() => (keep ? memory.within(1, () => take(stream, form, keep)) : void stream.resume()))
    // Awaited below; until then it must not count as forgotten.
    taking.catch(() => stream.resume())
  })
  body.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > BODY_MAX) parser.destroy(new Error('too large'))
  })
  const whole = await new Promise<boolean>((resolve) => {
    const fail = () => resolve(false)
    parser.once('finish', () => resolve(true)).on('error', fail)
    body.on('error', fail).once('close', () => body.readableEnded || fail())
    body.pipe(parser)
  })
  if (!whole) {
    form.wrong = size > BODY_MAX ? 'photoLarge' : 'unreadable'
    // The rest is read past, so that the answer gets through.
    body.unpipe(parser)
    body.resume()
    for (const stream of files) stream.destroy(new Error('broke off'))
  }
  await taking
  return form
}

/** Undefined for a type without a boundary. */
async function parserOf(headers: BusboyHeaders, most: number): Promise<InstanceType<typeof Busboy> | undefined> {
  // Loaded with the first photo that comes without a script.
  const { Busboy } = await import('@fastify/busboy')
  const limits = {
    fieldSize: FIELDS_MAX,
    fields: most,
    files: PHOTOS_MAX,
    fileSize: PHOTO_MAX,
    parts: most + PHOTOS_MAX + 1,
    headerPairs: 20,
  }
  try {
    return new Busboy({ headers, limits })
  } catch {
    return undefined
  }
}

/** Takes one photo. An empty one is a field that nothing was chosen for. */
async function take(stream: BusboyFileStream, form: Form, keep: Keep): Promise<void> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  } catch {
    form.wrong ??= 'photo'
    return
  }
  const bytes = Buffer.concat(chunks)
  if (bytes.length === 0) return
  if (stream.truncated) {
    form.wrong ??= 'photoLarge'
    return
  }
  const kept = await keep(bytes)
  if ('id' in kept) form.photos.push(kept.id)
  else form.wrong ??= kept.wrong
}
