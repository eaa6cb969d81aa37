// A server from the environment, and nothing else: the process that durability tests kill and benches measure.
// It prints its address when it listens. EARSHOT_STORE=0 acknowledges without storing.
import { loadConfig } from '../src/config.ts'
import { createServer } from '../src/server.ts'

const server = await createServer(loadConfig(), {
  store: process.env['EARSHOT_STORE'] !== '0',
  ...(process.env['EARSHOT_WIDGET'] ? { widget: process.env['EARSHOT_WIDGET'] } : {}),
})
console.log(await server.listen())
process.once('SIGTERM', () => void server.close())
