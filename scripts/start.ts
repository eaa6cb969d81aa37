/** `pnpm start`: builds, then serves the demo. `--built` leaves out the build. */
import { steps } from './run.ts'

const built = process.argv.includes('--built') || (await build())
if (built) await demo()
else process.exitCode = 1

function build(): Promise<boolean> {
  console.log('Building')
  return steps([['widget', 'node', 'packages/widget/build.ts']])
}

async function demo(): Promise<void> {
  const { ensureDemoSite } = await import('../packages/server/src/demo/seed.ts')
  const { loadConfig } = await import('../packages/server/src/config.ts')
  const { serve } = await import('../packages/server/src/serve.ts')
  const { listSites } = await import('../packages/server/src/site/store.ts')
  const { setUpLinks } = await import('../packages/server/src/staff/link.ts')
  // People read this terminal: requests are told only when asked for.
  const config = loadConfig({ EARSHOT_LOG: 'warn', ...process.env })
  const { database } = await serve(config, { demo: true })
  await ensureDemoSite(database)
  const [owner] = await setUpLinks(database, config.url, await listSites(database))
  console.log(`
Earshot is within earshot.

  Start here     ${config.url}/
  Demo shop      ${config.url}/demo/
  Paste this     <script async src="${config.url}/w/pk_demo.js"></script>
${owner ? `  Be its owner   ${owner[1]} (once)\n` : ''}  Data           ${database.where}

Ctrl-C stops it; what was said is kept.`)
}
