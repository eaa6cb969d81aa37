import type { Erasure, PersonCounts } from '@earshot/sdk/contract'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { queries, useQuery } from '../../api/query.ts'
import { may } from '../../session/session.ts'
import { Row } from '../../ui/Field.tsx'
import { Fault } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import { fresh } from '../fresh.ts'
import { Progress } from '../Rows.tsx'
import { Twice } from '../Twice.tsx'
import { s } from '../words.ts'

const sum = (counts: PersonCounts) => Object.values(counts).reduce((all, one) => all + one, 0)

/** How far an erasure has come, and how to call it off. */
export function Coming({ erasure }: { erasure: Erasure }) {
  const words = s().privacy
  const key = ['erasures', erasure.id]
  const asked = useQuery({
    queryKey: key,
    queryFn: () => api.privacy.erasure(erasure.id),
    initialData: erasure,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1000 : false),
  })
  const cancel = useAct(async () => {
    queries.setQueryData(key, await api.privacy.cancel(erasure.id))
    await fresh('person')
  })
  const { state, wanted, erased } = asked.data ?? erasure
  const done = sum(erased)
  return (
    <>
      <p role="status">{words.states[state](number(done))}</p>
      {state === 'running' && <Progress label={words.erasing} done={done} of={wanted ? sum(wanted) : 0} />}
      <Fault error={cancel.error.value ?? asked.error} />
      {state === 'running' && may('owner') && (
        <Row>
          <Twice sure={words.callOffSure} busy={cancel.busy.value} run={() => void cancel.run()}>
            {words.callOff}
          </Twice>
        </Row>
      )}
    </>
  )
}
