import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { backupCommand, restoreCommand } from './backup.ts'
import { causeCommands } from './cause.ts'
import { clusterCommands } from './cluster.ts'
import { complaintCommands } from './complaint.ts'
import { courtesyCommand } from './courtesy.ts'
import { customerCommands } from './customer.ts'
import { categoryCommands, departmentCommands } from './department.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { feedbackCommands } from './feedback.ts'
import { followupCommands } from './followup.ts'
import { improvementCommands } from './improvement.ts'
import { initCommand } from './init.ts'
import { jobsCommand } from './jobs.ts'
import { keyCommands } from './key.ts'
import { labelCommands } from './label.ts'
import { mailCommands } from './mail.ts'
import { measureCommands } from './measure.ts'
import { momentCommands } from './moment.ts'
import { orderCommands } from './order.ts'
import { outboxCommands } from './outbox.ts'
import { sealCommand } from './seal.ts'
import { privacyCommands } from './privacy.ts'
import { searchCommands } from './search.ts'
import { solutionCommands } from './solution.ts'
import { siteCommands } from './site.ts'
import { staffCommands } from './staff.ts'
import { startCommand } from './start.ts'
import { webhookCommands } from './webhook.ts'
import { taskCommands } from './task.ts'

/** Every command of `earshot`, in the order in which its help lists them. */
export function program(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const earshot = new Command('earshot')
    .description('Earshot keeps a shop within earshot of its customers.')
    .version(version)
    .showHelpAfterError('("earshot help <command>" shows its options)')
    .addHelpText(
      'after',
      '\nSettings come from the environment: PORT, EARSHOT_URL, EARSHOT_DATA, DATABASE_URL, … (docs/hosting.md)',
    )
  startCommand(earshot)
  initCommand(earshot)
  siteCommands(earshot)
  keyCommands(earshot)
  staffCommands(earshot)
  departmentCommands(earshot)
  categoryCommands(earshot)
  feedbackCommands(earshot)
  momentCommands(earshot)
  causeCommands(earshot)
  labelCommands(earshot)
  complaintCommands(earshot)
  courtesyCommand(earshot)
  clusterCommands(earshot)
  improvementCommands(earshot)
  measureCommands(earshot)
  taskCommands(earshot)
  searchCommands(earshot)
  solutionCommands(earshot)
  orderCommands(earshot)
  customerCommands(earshot)
  followupCommands(earshot)
  privacyCommands(earshot)
  mailCommands(earshot)
  outboxCommands(earshot)
  webhookCommands(earshot)
  jobsCommand(earshot)
  sealCommand(earshot)
  demoCommand(earshot)
  backupCommand(earshot)
  restoreCommand(earshot)
  doctorCommand(earshot)
  helpCommand(earshot)
  return earshot
}

/** `earshot help complaint assign`: the library's own looks at the first name only, and shows its group. */
function helpCommand(earshot: Command): void {
  earshot
    .helpCommand(false)
    .command('help [command...]')
    .description('display help for command')
    .action((names: string[]) => {
      let shown = earshot
      for (const name of names) {
        const found = shown.commands.find((one) => one.name() === name)
        if (!found) return shown.error(`error: unknown command '${[...names].join(' ')}'`)
        shown = found
      }
      return shown.help()
    })
}
