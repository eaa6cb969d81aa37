import type { Policy, Site } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { queries, useQuery } from '../api/query.ts'
import { may } from '../session/session.ts'
import { useEdit } from '../settings/edit.ts'
import { PartPage, Section } from '../settings/Section.tsx'
import { Check } from '../ui/Field.tsx'
import { useLater } from '../ui/later.ts'
import { Fault, Hint, Wait } from '../ui/States.tsx'
import { s } from './words.ts'
import { About } from './About.tsx'
import { DemoData } from './DemoData.tsx'
import { SITE, TEXTS, useSite, useSiteEdit } from './site.ts'
import { isWeek } from './hours.ts'
import { Week } from './Week.tsx'

const POLICIES = { queryKey: ['policies'], queryFn: (): Promise<Policy> => api.policies.get() }

export function ahead(): void {
  void queries.prefetchQuery(SITE)
  void queries.prefetchQuery(POLICIES)
  void queries.prefetchQuery(TEXTS)
}

/** Settings: who the shop is, and when somebody is there. */
export default function ShopPart() {
  const site = useSite()
  const policy = usePolicies()
  const error = site.error ?? policy.error
  const below = useLater(site.data && policy.data)
  return (
    <PartPage name="shop">
      <Fault error={error} again={() => Promise.all([site.refetch(), policy.refetch()])} />
      {!may('owner') && <Hint>{s().shop.ownerOnly}</Hint>}
      {site.data && policy.data ? (
        <>
          <AboutSection site={site.data} />
          {below && (
            <>
              <HoursSection policy={policy.data} />
              <TestSection site={site.data} />
              <Section title={s().shop.demo.title} explanation={s().shop.demo.more}>
                <DemoData />
              </Section>
            </>
          )}
        </>
      ) : (
        !error && <Wait />
      )}
    </PartPage>
  )
}

function AboutSection({ site }: { site: Site }) {
  const edit = useSiteEdit(site)
  return (
    <Section title={s().shop.about.title} explanation={s().shop.about.more} edit={edit}>
      <About edit={edit} />
    </Section>
  )
}

function TestSection({ site }: { site: Site }) {
  const words = s().shop.test
  const edit = useSiteEdit(site)
  return (
    <Section title={words.title} explanation={words.more} edit={edit}>
      <Check
        label={words.on}
        checked={edit.value.test}
        onChange={(event) => edit.set({ test: event.currentTarget.checked })}
      />
    </Section>
  )
}

export function usePolicies() {
  return useQuery(POLICIES)
}

/** The working hours, being changed. */
export function useHoursEdit(policy: Policy) {
  const { week } = policy.calendar
  return useEdit({ week }, async (changes) => {
    if (!changes.week || !isWeek(changes.week)) return
    const calendar = { ...policy.calendar, week: changes.week }
    queries.setQueryData(['policies'], await api.policies.change({ calendar }))
  })
}

function HoursSection({ policy }: { policy: Policy }) {
  const words = s().shop.hours
  const edit = useHoursEdit(policy)
  return (
    <Section title={words.title} explanation={words.more} edit={edit}>
      <Week value={edit.value.week} onChange={(week) => edit.set({ week })} />
    </Section>
  )
}
