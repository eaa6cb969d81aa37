import type { Followup } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useAct } from '../api/act.ts'
import { useQuery } from '../api/query.ts'
import { me } from '../session/session.ts'
import { href } from '../shell/address.ts'
import { Answer } from '../shell/Answer.tsx'
import { Bar } from '../shell/Panes.tsx'
import { useStaff, useStaffName } from '../team/team.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { copyOut } from '../ui/clipboard.ts'
import { Row } from '../ui/Field.tsx'
import { Due, Tag, When } from '../ui/Marks.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Fault, Hint } from '../ui/States.tsx'
import { exact, now, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { Dialogue } from './Dialogue.tsx'
import { visited } from './visited.ts'
import * as css from './Visit.css.ts'

/** One return visit: whom to call, what to say, and what it came to. */
export function Visit({ id, back }: { id: string; back: string }) {
  const query = useQuery({ queryKey: ['followups', id], queryFn: () => api.followups.get(id) })
  const visit = query.data
  return (
    <>
      <Bar
        title={visit ? (visit.name ?? visit.complaint ?? w().common.customer.none) : ''}
        level={2}
        back={back}
        end={visit && <More visit={visit} />}
      />
      <Answer query={query}>{(visit) => <Whole visit={visit} />}</Answer>
    </>
  )
}

function Whole({ visit }: { visit: Followup }) {
  const words = w().followup
  const { contact } = visit
  const waiting = visit.state === 'open' || visit.state === 'taken'
  const theirs = exact(visit.notBefore, { dateStyle: 'medium', timeStyle: 'short', timeZone: visit.timeZone })
  const asleep = waiting && Date.parse(visit.notBefore) > now.value
  return (
    <div class={css.inner}>
      <div>
        <p class={css.facts}>
          <Tag>{words.kinds[visit.kind]}</Tag>
          <Tag tone={visit.state === 'unreached' ? 'warm' : 'plain'}>{words.states[visit.state]}</Tag>
          {visit.about && <span dir="auto">{visit.about}</span>}
          {visit.product && <span dir="auto">{visit.product}</span>}
          {visit.complaint && (
            <a class={css.link} href={href(`/complaints/${visit.complaint}`)}>
              {visit.complaint}
            </a>
          )}
          {visit.order && <Tag>{visit.order}</Tag>}
          {visit.customer && (
            <a class={css.link} href={href(`/customers/${visit.customer}`)}>
              {words.seeCustomer}
            </a>
          )}
          {waiting && <Due dueAt={visit.dueAt} />}
        </p>
      </div>
      <Row>
        {contact?.phone && visit.channel === 'phone' && (
          <LinkButton icon="call" href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>
            {contact.phone}
          </LinkButton>
        )}
        {contact?.email && visit.channel !== 'phone' && <span dir="auto">{contact.email}</span>}
        <Button icon="link" onClick={() => void copyOut(visit.url)}>
          {words.copyLink}
        </Button>
        <span class={css.label}>
          {words.theirTime(exact(now.value, { timeStyle: 'short', timeZone: visit.timeZone }))}
        </span>
      </Row>
      {asleep && (
        <Hint>
          {visit.channel === 'mail' ? words.byMail(when(visit.notBefore)) : words.asleep(exact(visit.notBefore))}
          {visit.channel !== 'mail' && visit.timeZone !== me.value.site.timeZone && ` ${words.theirsThen(theirs)}`}
        </Hint>
      )}
      {visit.result ? <Result visit={visit} /> : <Dialogue visit={visit} />}
      {visit.attempts.length > 0 && <Earlier visit={visit} />}
    </div>
  )
}

function Earlier({ visit }: { visit: Followup }) {
  const staffName = useStaffName()
  return (
    <section>
      <h3 class={css.label}>{w().followup.earlier}</h3>
      <ul class={css.past}>
        {visit.attempts.map(({ at, by, words, again }) => (
          <li key={at}>
            <When at={at} /> · {staffName(by) ?? by}
            {words && <span dir="auto"> · {words}</span>}
            {again && (
              <>
                {' → '}
                <When at={again} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Result({ visit: { result, language } }: { visit: Followup }) {
  const words = w().followup
  const staffName = useStaffName()
  if (!result) return null
  const title = !result.reached ? words.unreached : result.satisfied ? words.satisfied : words.unsatisfied
  return (
    <section class={css.box}>
      <p>
        <Tag tone={result.satisfied ? 'accent' : 'warm'}>{title}</Tag> <When at={result.at} />
        {result.by && ` · ${staffName(result.by) ?? result.by}`}
      </p>
      {result.words && (
        <p class={css.who} dir="auto" lang={language} style={{ whiteSpace: 'pre-wrap' }}>
          {result.words}
        </p>
      )}
      <Row>
        {result.complaint && <LinkButton href={href(`/complaints/${result.complaint}`)}>{result.complaint}</LinkButton>}
        {result.feedback && <LinkButton href={href(`/inbox/${result.feedback}`)}>{w().common.nav.inbox}</LinkButton>}
      </Row>
    </section>
  )
}

/** What is seldom done: a colleague takes it. */
function More({ visit }: { visit: Followup }) {
  const words = w().followup
  const staff = useStaff()
  const give = useAct(async (to?: string) => {
    const given = await api.followups.reassign(visit.id, to)
    visited(given)
  })
  if (!visit.possible.includes('reassign')) return null
  return (
    <>
      <Fault error={give.error.value} />
      <Menu
        kind="quiet"
        icon="person"
        aria-label={words.reassign}
        items={[
          { label: words.turn, run: () => give.run() },
          'rule',
          ...staff
            .filter(({ state, id }) => state === 'active' && id !== visit.staff)
            .map(({ id, name }) => ({ label: name, run: () => give.run(id) })),
        ]}
      />
    </>
  )
}
