/** `pnpm check`: everything that can be said about the code without running it. */
import { steps } from './run.ts'

const good = await steps(
  [
    ['types', 'tsc', '-b'],
    ['lint, boundaries', 'oxlint', '--type-aware', '--deny-warnings'],
    ['format', 'oxfmt', '--check'],
    ['dead code', 'knip'],
    ['package exports', 'node', 'scripts/exports.ts'],
  ],
  true,
)
process.exitCode = good ? 0 : 1
