import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { Tag, When } from '../../ui/Marks.tsx'
import { Fault } from '../../ui/States.tsx'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { Section } from '../Section.tsx'
import { s } from '../words.ts'
import { Coming } from './Coming.tsx'

export function useErasures() {
  return useQuery({ queryKey: ['erasures'], queryFn: () => api.privacy.erasures() })
}

/** That somebody was erased, never who. */
export function Erasures() {
  const words = s().privacy
  const list = useErasures()
  return (
    <Section title={words.erasures} explanation={words.erasuresMore}>
      <Fault error={list.error} again={() => list.refetch()} />
      {list.data?.length === 0 && <p class={css.note}>{words.noErasures}</p>}
      {list.data && list.data.length > 0 && (
        <Rows label={words.erasures}>
          {list.data.map((one) => (
            <Line
              key={one.id}
              name={one.reason}
              more={
                <>
                  {one.by} · <When at={one.at} />
                  {one.state === 'running' && <Coming erasure={one} />}
                </>
              }
              tags={one.state !== 'done' && <Tag tone="amber">{words.stateNames[one.state]}</Tag>}
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}
