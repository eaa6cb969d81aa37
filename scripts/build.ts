/** `pnpm build`: packages as they are published, and the widget's files as the server serves them. */
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, steps } from './run.ts'

const good = await steps([
  ['sdk, server and types', 'tsc', '-b'],
  ['widget', 'node', 'packages/widget/build.ts'],
  ['console', 'node', 'packages/console/build.ts'],
])
if (good) guides()
process.exitCode = good ? 0 : 1

/** The server's package brings the guides that it serves at /docs. */
function guides(): void {
  const to = join(ROOT, 'packages/server/docs')
  rmSync(to, { recursive: true, force: true })
  for (const file of readdirSync(join(ROOT, 'docs')))
    if (file.endsWith('.md') || file === 'images') cpSync(join(ROOT, 'docs', file), join(to, file), { recursive: true })
}
