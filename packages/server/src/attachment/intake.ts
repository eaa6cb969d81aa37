import type { Database } from '../database/engine.ts'
import type { Site } from '../site/store.ts'
import { reencode } from './image.ts'
import { Room } from './room.ts'
import { addPhoto } from './store.ts'

/** Bytes of photos in memory at a time; further senders wait in line with theirs still on their side. */
const MEMORY = 24 * 1024 * 1024

// Of the process, by whichever way photos come in.
const memory = new Room(MEMORY)
const work = new Room(1)

/**
 * Takes a photo as soon as there is room for it, so that however many come at once, memory stays flat and ingestion
 * has the machine.
 *
 * @param size bytes that it has at most
 * @param arrive reads it, once there is room
 * @returns its id, to be claimed within a day
 */
export function takePhoto(
  database: Database,
  site: Site,
  size: number,
  arrive: () => Promise<Buffer>,
): Promise<string> {
  return memory.within(size, async () => {
    const bytes = await arrive()
    const photo = await work.within(1, () => reencode(bytes))
    return addPhoto(database, site, photo)
  })
}
