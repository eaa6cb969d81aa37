/** `pnpm start`: builds, then serves the demo. `--built` leaves out the build, `--empty` the demo's story. */
import { run, steps } from './run.ts'

const built = process.argv.includes('--built') || (await build())
if (built) await demo()
else process.exitCode = 1

function build(): Promise<boolean> {
  console.log('Building')
  return steps([
    ['widget', 'node', 'packages/widget/build.ts'],
    ['console', 'node', 'packages/console/build.ts'],
  ])
}

async function demo(): Promise<void> {
  const { ensureDemoSite } = await import('../packages/server/src/demo/seed.ts')
  const { loadConfig } = await import('../packages/server/src/config.ts')
  const { serve } = await import('../packages/server/src/serve.ts')
  const { ownerLink } = await import('../packages/server/src/demo/team.ts')
  const { findSite } = await import('../packages/server/src/site/store.ts')
  const { setUpLinks } = await import('../packages/server/src/staff/link.ts')
  // People read this terminal: requests are told only when asked for.
  const config = loadConfig({ EARSHOT_LOG: 'warn', ...process.env })
  const { database } = await serve(config, { demo: true })
  const first = (await findSite(database, 'pk_demo')) === undefined
  const site = await ensureDemoSite(database)
  if (first && !process.argv.includes('--empty')) await fill()
  // The owner of the story, else the first there is.
  const owner =
    (await ownerLink(database, config.url, site)) ?? (await setUpLinks(database, config.url, [site]))[0]?.[1]
  console.log(`
Earshot is within earshot.

  Start here     ${config.url}/
  Demo shop      ${config.url}/demo/
  Paste this     <script async src="${config.url}/w/pk_demo.js"></script>
${owner ? `  Be its owner   ${owner} (once)\n` : ''}  Data           ${database.where}

Ctrl-C stops it; what was said is kept.`)
}

/** In a process of its own: what drawing the photos takes of memory is given back, and the server answers meanwhile. */
async function fill(): Promise<void> {
  console.log('Telling the story of the demo shop')
  const { code, output } = await run('node', ['--conditions=source', 'packages/server/src/main.ts', 'demo'])
  if (code !== 0) console.error(`The demo shop stays empty:\n${output}`)
}
