import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A port that nothing listens on. It is below those that systems give to whoever asks for any (from 32768 on, or from
 * 49152): no connection and no server that somebody opens meanwhile takes it, and it can be come back to.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; ; tries++) {
    const port = randomInt(12_000, 32_000)
    const server = createServer().listen(port)
    try {
      await once(server, 'listening')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' && tries < 50) continue
      throw error
    }
    server.close()
    await once(server, 'close')
    return port
  }
}
