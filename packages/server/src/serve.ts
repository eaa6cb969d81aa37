import type { Config } from './config.ts'
import { createServer, type Server, type ServerOptions } from './server.ts'

/** Starts a server that runs until the process is told to stop, and then finishes what is in hand. */
export async function serve(config: Config, options: ServerOptions = {}): Promise<Server> {
  const server = await createServer(config, options)
  try {
    await server.listen()
  } catch (error) {
    await server.close()
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new Error(`Port ${config.port} is in use. Stop what listens there, or choose another: PORT=4500.`, {
        cause: error,
      })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new Error(
        `EARSHOT_HOST=${config.host} is no address of this machine. Use localhost behind a proxy, or 0.0.0.0 for all addresses.`,
        { cause: error },
      )
    if (code === 'EACCES')
      throw new Error(`This user may not listen on port ${config.port}. Choose one above 1023: PORT=4400.`, {
        cause: error,
      })
    throw error
  }
  const stop = () => {
    server.close().catch((error: unknown) => {
      console.error(`earshot: it did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`)
      process.exitCode = 1
    })
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return server
}
