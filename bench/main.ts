/** `pnpm bench [name]`: measures beside a reference in the same run. Each prints a table and one last line of ratios. */
const BENCHES = {
  size: 'bytes over the wire, beside plausible-tracker',
  page: 'what a page view pays, beside the page alone and plausible-tracker (Chromium, 4× slowed CPU)',
  ingest: 'feedback a second, beside bare node:http and the server without storing',
  complaint: 'commands, pages and escalation with few and with many complaints on disk (sizes as arguments)',
  customer: 'orders told and cards read with little and with much feedback on disk (sizes as arguments)',
  desk: 'the inbox, the queue and their counts with little and with much on disk (numbers of feedbacks as arguments)',
  console: 'how soon each screen of the console is there, with a small and a large shop (Chromium, 4× slowed CPU)',
  search:
    'words in feedback, complaints and across all (numbers of feedbacks, or one of sqlite and postgres, as arguments)',
  measures:
    'the dashboard: figures of a week to a year with little and with much on disk (numbers of feedbacks, sqlite, postgres as arguments)',
  followup: 'return visits planned for many customers at once (numbers of customers as arguments)',
  durable: 'kill -9 at random moments: is every acknowledged feedback there? (rounds as argument, 200 by default)',
} as const

const [name, ...args] = process.argv.slice(2)
if (name !== undefined && !(name in BENCHES)) {
  console.error(
    `There is no bench "${name}". There are:\n${Object.entries(BENCHES)
      .map(([key, what]) => `  ${key.padEnd(9)} ${what}`)
      .join('\n')}`,
  )
  process.exit(1)
}
for (const key of name === undefined ? Object.keys(BENCHES) : [name]) {
  console.log(`\n${key}: ${BENCHES[key as keyof typeof BENCHES]}\n`)
  const bench = (await import(`./${key}.ts`)) as { run(args: readonly string[]): Promise<void> }
  await bench.run(args)
}
