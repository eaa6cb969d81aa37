/** `pnpm build`: packages as they are published, and the widget's files as the server serves them. */
import { steps } from './run.ts'

const good = await steps([
  ['sdk, server and types', 'tsc', '-b'],
  ['widget', 'node', 'packages/widget/build.ts'],
])
process.exitCode = good ? 0 : 1
