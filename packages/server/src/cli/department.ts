import {
  type Category,
  CategoryInput,
  DepartmentChange,
  DepartmentInput,
  type Text,
  textIn,
} from '@earshot/sdk/contract'
import type { Command } from 'commander'
import { addCategory, listCategories } from '../department/category.ts'
import { addDepartment, changeDepartment, listDepartments } from '../department/store.ts'
import { listStaff } from '../staff/store.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { departmentNamed, names, requireMember } from './staff.ts'
import { chosenSite, told, withDatabase } from './store.ts'

interface Flags {
  site?: string
  name?: string
  json?: true
  lead?: string
  label: string[]
  parent?: string
  department?: string
  skill?: string
  safety?: true
}

const site = ['--site <key>', 'the site (needed when there are several)'] as const
const json = ['--json', 'print JSON'] as const
const listed = (value: string, before: string[] = []) => [...before, value]

/** `earshot department …` */
export function departmentCommands(program: Command): void {
  const department = program.command('department').description('the parts of the shop that complaints are given to')

  department
    .command('add <name>')
    .description('add a department')
    .option(...site)
    .option('--lead <email>', 'mail address of who leads it')
    .option(...json)
    .action((name: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const lead = flags.lead ? (await requireMember(database, siteId, flags.lead)).id : null
        const read = DepartmentInput.safeParse({ name, lead })
        if (!read.success) throw new Usage(`The name ${read.error.issues[0]!.message}.`)
        const made = await told(database.transaction((tx) => addDepartment(tx, siteId, read.data)))
        if (flags.json) printJson(made)
        else console.log(`${made.name} is there. "earshot staff invite … --department" puts people in it.`)
      }),
    )

  department
    .command('change <name>')
    .description('rename a department, or say who leads it and hears of its tasks')
    .option(...site)
    .option('--name <name>', 'its new name')
    .option('--lead <email>', 'mail address of who leads it; "none" for nobody')
    .option(...json)
    .action((name: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const id = await departmentNamed(database, siteId, name)
        const leader = async (email: string) =>
          email === 'none' ? null : (await requireMember(database, siteId, email)).id
        const read = DepartmentChange.safeParse({
          ...(flags.name === undefined ? {} : { name: flags.name }),
          ...(flags.lead === undefined ? {} : { lead: await leader(flags.lead) }),
        })
        if (!read.success) throw new Usage(`The department ${read.error.issues[0]!.message}.`)
        const changed = await told(database.transaction((tx) => changeDepartment(tx, siteId, id, read.data)))
        if (flags.json) printJson(changed)
        else console.log(`${changed.name} is changed. "earshot department list" shows it.`)
      }),
    )

  department
    .command('list')
    .description('list departments')
    .option(...site)
    .option(...json)
    .action((flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const departments = await listDepartments(database.write, siteId)
        if (flags.json) return printJson(departments)
        if (departments.length === 0) return console.log('There are none: complaints go to all staff alike.')
        const staff = await listStaff(database.write, siteId)
        printTable(
          ['id', 'name', 'lead', 'members'],
          departments.map(({ id, name, lead }) => [
            id,
            plain(name),
            plain(staff.find((one) => one.id === lead)?.name ?? ''),
            staff.filter((one) => one.department === id).length,
          ]),
        )
      }),
    )
}

/** `earshot category …` */
export function categoryCommands(program: Command): void {
  const category = program.command('category').description('what complaints can be about')

  category
    .command('add <id>')
    .description('add a category; what it leaves open, the one above it says')
    .option(...site)
    .requiredOption('--label <language=words>', 'its name, as in "en=Broken"; repeatable', listed)
    .option('--parent <id>', 'the category above it')
    .option('--department <name>', 'where such complaints go')
    .option('--skill <word>', 'what they ask for')
    .option('--safety', 'somebody may come to harm')
    .option(...json)
    .action((id: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const { parent, skill, safety } = flags
        const department = flags.department && (await departmentNamed(database, siteId, flags.department))
        const read = CategoryInput.safeParse({ id, label: labels(flags.label), parent, department, skill, safety })
        if (!read.success)
          throw new Usage(read.error.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; '))
        const made = await told(database.transaction((tx) => addCategory(tx, siteId, read.data)))
        if (flags.json) printJson(made)
        else console.log(`${made.id} is there.`)
      }),
    )

  category
    .command('list')
    .description('list categories as a tree')
    .option(...site)
    .option(...json)
    .action((flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId, look } = await chosenSite(database, flags.site)
        const categories = await listCategories(database.write, siteId)
        if (flags.json) return printJson(categories)
        if (categories.length === 0) return console.log('There are none yet. "earshot category add" makes one.')
        const departments = await names(database, siteId)
        printTable(
          ['id', 'label', 'department', 'skill', 'safety'],
          tree(categories).map(([depth, one]) => [
            `${'  '.repeat(depth)}${one.id}`,
            plain(textIn(one.label, look.locale), 40),
            plain(departments.get(one.department ?? '') ?? ''),
            plain(one.skill ?? ''),
            one.safety ? 'yes' : '',
          ]),
        )
      }),
    )
}

/** `en=Broken` → `{ en: 'Broken' }` */
export function labels(pairs: readonly string[]): Text {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new Usage(`--label takes a language and words, as in "en=Broken", not "${pair}".`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

/** Each category after the one above it, with how deep it lies. */
function tree(all: readonly Category[], parent: string | null = null, depth = 0): [number, Category][] {
  return all
    .filter((one) => one.parent === parent)
    .flatMap((one) => [[depth, one] as [number, Category], ...tree(all, one.id, depth + 1)])
}
