import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { ENGINES, freshServer } from '../../test/engines.ts'
import { planFollowups } from '../followup/plan.ts'

it.each(ENGINES)('visits are not planned by guessing how much there is, on %s', async (engine) => {
  const server = await freshServer(engine)
  await planFollowups(server)
  if (engine === 'sqlite') return
  const { rows } = await sql`select relname from pg_class where relnamespace = current_schema()::regnamespace
    and relname in ('shop_order', 'customer', 'followup') and reltuples < 0`.execute(server.database.read)
  expect(rows).toEqual([])
})
