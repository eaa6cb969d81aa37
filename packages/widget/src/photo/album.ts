import type { Draft, Talk } from '../panel/talk.ts'
import { shrink, type Shrunk } from './shrink.ts'
import { upload } from './upload.ts'

/** One photo on its way. */
export interface Photo {
  file: File
  shrunk?: Shrunk
  /** How much of it is sent, 0 to 1. */
  sent: number
  /** Set once it has arrived. */
  id?: string
  failed?: boolean
  /** Ends what is under way. */
  stop?: () => void
}

/** The photos of one question. */
export interface Album {
  question: string
  photos: Photo[]
  /** What is to be said of the last choice. */
  said: string
  /** Resolves when none is being drawn any more. */
  drawing: Promise<unknown>
  /** Resolves when none is being sent any more. */
  sending: Promise<unknown>
  /** The asking that shows them now. */
  talk: Talk
}

const albums = new WeakMap<Draft, Album[]>()

/** The photos that a customer has chosen for a question; kept with the draft, whether they are shown or not. */
export function albumOf(talk: Talk, question: string): Album {
  const { draft } = talk
  let kept = albums.get(draft)
  if (!kept) albums.set(draft, (kept = []))
  let album = kept.find((one) => one.question === question)
  if (!album) {
    const idle = Promise.resolve()
    kept.push((album = { question, photos: [], said: '', drawing: idle, sending: idle, talk }))
  }
  album.talk = talk
  draft.arrived ??= async (given) => {
    const asked = kept.filter((one) => one.question in given)
    // They went with words that have arrived, and these are others by now: a photo belongs to one feedback.
    if (draft.gave && !draft.id) for (const one of asked) for (const photo of one.photos) renew(one, photo)
    await Promise.all(asked.map(({ sending }) => sending))
    const failed = asked.filter(({ photos }) => photos.some((photo) => photo.failed))
    draft.gave = failed.length < 1
    return failed.map(({ question, talk }) => [question, talk.word('photoFailed')])
  }
  return album
}

/** Shows how things stand. A photo that has not arrived has a place among the answers, too, but no id. */
function tell({ talk, question, photos }: Album): void {
  talk.draft.answers[question] = photos.map(({ id }) => id ?? '')
  delete talk.errors[question]
  talk.change()
}

/** Adds photos, as many as there is room for. */
export function add(album: Album, max: number, files: File[]): void {
  const taken = files.slice(0, max - album.photos.length)
  album.said = taken.length < files.length ? album.talk.word('photoMany', { max }) : ''
  const photos = taken.map((file): Photo => ({ file, sent: 0 }))
  album.photos = [...album.photos, ...photos]
  for (const photo of photos) send(album, photo)
}

/**
 * Sends a photo, or tries once more. Each is drawn after the one before, as a phone has not the memory to draw
 * several; and each is sent after the one before, so that the first arrive whatever becomes of the others.
 */
export function send(album: Album, photo: Photo): void {
  photo.failed = false
  photo.sent = 0
  album.drawing = album.drawing.then(() => draw(album, photo))
  album.sending = Promise.all([album.drawing, album.sending]).then(() => deliver(album, photo))
  tell(album)
}

function renew(album: Album, photo: Photo): void {
  delete photo.id
  send(album, photo)
}

async function draw(album: Album, photo: Photo): Promise<void> {
  try {
    photo.shrunk ??= await shrink(photo.file)
    album.talk.change()
  } catch {
    album.said = album.talk.word('photoUnreadable', { name: photo.file.name })
    remove(album, photo)
  }
}

async function deliver(album: Album, photo: Photo): Promise<void> {
  const { shrunk } = photo
  // It may have been taken away meanwhile.
  if (!shrunk || !album.photos.includes(photo)) return
  const { url, key } = album.talk.site
  const { id, stop } = upload(`${url}/v1/attachments?site=${key}`, shrunk.blob, (sent) => {
    photo.sent = sent
    album.talk.change()
  })
  photo.stop = stop
  try {
    photo.id = await id
  } catch (error) {
    photo.failed = true
    if (album.photos.includes(photo)) console.warn((error as Error).message)
  }
  tell(album)
}

export function remove(album: Album, photo: Photo): void {
  album.photos = album.photos.filter((other) => other !== photo)
  photo.stop?.()
  tell(album)
}
