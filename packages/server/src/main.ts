#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Before anything else is loaded: from the second start on it listens sooner (measured: 330 ms instead of 400).
enableCompileCache()
// Whoever reads may stop reading, as `| head` does: then there is nobody left to tell, and nothing is wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
const { program } = await import('./cli/program.ts')
const { Usage } = await import('./cli/print.ts')
const { ConfigError } = await import('./config.ts')

try {
  await program().parseAsync()
} catch (error) {
  // What the user can mend is one line; anything else is ours, and its stack helps to find it.
  const known = error instanceof Usage || error instanceof ConfigError
  const said =
    error instanceof Error ? (known || !process.env['EARSHOT_DEBUG'] ? error.message : error.stack) : String(error)
  console.error(`earshot: ${said}`)
  process.exitCode = 1
}
