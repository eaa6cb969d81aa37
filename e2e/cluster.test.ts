import { uuidv7 } from '@earshot/sdk'
import { DAY, expect, test } from './office.ts'

/** What the widget sends for a complaint about a product. */
function complaint(about: object) {
  return {
    id: uuidv7(),
    site: 'pk_demo',
    moment: 'purchase',
    answers: { satisfaction: 1, comment: 'The handle came off.' },
    contact: { email: 'ada@example.com' },
    product: about,
  }
}

test('three complaints about one product raise one alarm: one mail to the managers, a list that grows, and an end', async ({
  office,
}) => {
  const { earshot } = office
  const cup = { sku: 'TULIP-CUP', name: 'Tulip cup', batch: 'B7' }
  const say = async (about: object) => {
    const body = JSON.stringify(complaint(about))
    const answer = await fetch(`${earshot.url}/v1/feedback`, { method: 'POST', body })
    expect(answer.status).toBe(201)
  }
  const clusters = async (state: 'open' | 'ended') =>
    (await earshot.staff.clusters.list({ state })).items.map(({ kind, complaints }) => `${kind} ${complaints}`)
  const look = () => earshot.cli('jobs', 'run', 'clusters')
  const alarms = async () =>
    (await office.mailsTo('manager@shop.example')).filter((subject) => subject.includes('complaints about')).toSorted()

  await say(cup)
  await say({ ...cup, batch: 'B6' })
  await look()
  expect(await clusters('open')).toEqual([])
  await say({ sku: 'tulip-cup', name: 'Tulip cup', batch: 'B5' })
  await look()
  expect(await clusters('open')).toEqual(['product 3'])
  expect(await alarms()).toEqual([expect.stringContaining('3 complaints about Tulip cup')])

  await say(cup)
  await look()
  await look()
  expect(await clusters('open')).toEqual(['product 4'])
  expect(await alarms()).toHaveLength(1)
  expect(
    (await office.mailsTo('agent@shop.example')).filter((subject) => subject.includes('complaints about')),
  ).toEqual([])
  const { id } = (await earshot.staff.clusters.list()).items[0]!
  const { list } = await earshot.staff.clusters.get(id)
  expect((await earshot.staff.complaints.get(list[0]!.number)).clusters).toMatchObject([{ id, kind: 'product' }])

  await office.pass(8 * DAY)
  await look()
  expect(await clusters('open')).toEqual([])
  expect(await clusters('ended')).toEqual(['product 4'])
  expect(await alarms()).toHaveLength(1)
})
