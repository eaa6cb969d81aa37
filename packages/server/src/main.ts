#!/usr/bin/env node
import { program } from './cli/program.ts'
import { Usage } from './cli/print.ts'
import { ConfigError } from './config.ts'

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
