import { Problem } from '../problem.ts'

/** Uploads that wait at most. Beyond it, turning away is kinder. */
const WAITING_MAX = 500

/**
 * Room for so much at a time: bytes in memory, or photos in work. Who finds none waits in line, and meanwhile the
 * network holds back what they send.
 */
export class Room {
  readonly #waiting: { size: number; enter: () => void }[] = []
  readonly #all: number
  #free: number

  constructor(size: number) {
    this.#all = size
    this.#free = size
  }

  /** Runs `work` as soon as there is room for `size`. Rejects with `store_unavailable` when the line is too long. */
  async within<R>(size: number, work: () => Promise<R>): Promise<R> {
    const own = Math.min(size, this.#all)
    if (this.#waiting.length >= WAITING_MAX)
      throw new Problem('store_unavailable', 'Too many photos are waiting. Try again in a moment.', { retryAfter: 10 })
    if (this.#free >= own && this.#waiting.length === 0) this.#free -= own
    else await new Promise<void>((enter) => void this.#waiting.push({ size: own, enter }))
    try {
      return await work()
    } finally {
      this.#free += own
      this.#next()
    }
  }

  #next(): void {
    for (let first = this.#waiting[0]; first && first.size <= this.#free; first = this.#waiting[0]) {
      this.#waiting.shift()
      this.#free -= first.size
      first.enter()
    }
  }
}
