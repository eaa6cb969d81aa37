/**
 * Loaded into the processes of a server whose days must pass (`--import`): there it is as much later than it is as the
 * file named in E2E_CLOCK says, in milliseconds. The server itself knows nothing of it. What is measured, as timers
 * are, goes on at its own pace.
 */
import { readFileSync } from 'node:fs'

const file = process.env['E2E_CLOCK']!
const real = Date.now
const shifted = () => real() + Number(readFileSync(file, 'utf8'))

Date.now = shifted
globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [shifted()] : given, made as NewableFunction) as Date,
  apply: () => new Date().toString(),
})
