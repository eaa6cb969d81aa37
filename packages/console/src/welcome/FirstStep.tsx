import type { InboxItem, Site } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { queries, stale } from '../api/query.ts'
import { listen } from '../live/live.ts'
import { href } from '../shell/address.ts'
import { Progress } from '../site/DemoData.tsx'
import * as sets from '../site/Site.css.ts'
import { isUnderWay, useDemo } from '../site/demo.ts'
import { changeSite, useSnippet } from '../site/site.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Check, Row } from '../ui/Field.tsx'
import { Score, When } from '../ui/Marks.tsx'
import { Fault, faultText, toast } from '../ui/States.tsx'
import { s } from '../site/words.ts'
import { me } from '../session/session.ts'
import { Step } from './Step.tsx'
import { markDone } from './steps.ts'
import * as css from './Welcome.css.ts'

/** A first answer, which appears as it is said; and the ways from here. */
export function FirstStep({ site }: { site: Site }) {
  const words = s().welcome.first
  const heard = useHeard()
  const seen = useSnippet().data?.seen.find(({ allowed, origin }) => allowed && origin !== location.origin)
  const test = useTestMode(site)
  return (
    <Step name="first" title={words.title} more={words.more}>
      <section class={css.part}>
        <Row>
          {seen && (
            <LinkButton kind="go" icon="external" href={seen.origin} target="_blank" rel="noreferrer">
              {words.own(new URL(seen.origin).host)}
            </LinkButton>
          )}
          <LinkButton
            kind={seen ? 'plain' : 'go'}
            icon="external"
            href={`/m/${site.key}/anytime`}
            target="_blank"
            rel="noopener"
          >
            {words.hosted}
          </LinkButton>
        </Row>
        <div>
          <Check
            label={words.test}
            checked={site.test}
            disabled={test.busy.value}
            onChange={(event) => void test.run(event.currentTarget.checked)}
          />
          <p class={sets.hint}>{words.testMore}</p>
        </div>
        <Fault error={test.error.value} />
      </section>
      <div aria-live="polite">{heard ? <Heard feedback={heard} /> : <p class={css.listening}>{words.waiting}</p>}</div>
      <End site={site} heard={heard !== undefined} />
    </Step>
  )
}

/** Test mode, for as long as this step is open where it was switched on here. */
function useTestMode(site: Site) {
  const now = useRef({ site, mine: false })
  now.current.site = site
  const test = useAct(async (on: boolean) => {
    await changeSite({ test: on }, now.current.site)
    now.current.mine = on
  })
  useEffect(
    () => () => {
      const { site, mine } = now.current
      if (mine && site.test)
        void changeSite({ test: false }, site).catch((error: unknown) => toast(() => faultText(error)))
    },
    [],
  )
  return test
}

/** What was said last, since this is open or before. */
function useHeard(): InboxItem | undefined {
  const heard = useSignal<InboxItem | undefined>(undefined)
  const look = async () => {
    const { items } = await api.feedback.list({ limit: 1 }).catch(() => ({ items: [] }))
    const [first] = items
    if (!first) return
    heard.value = first
    markDone(me.value.site.key, 'first')
  }
  // What is made up already was not said just now.
  const isReal = useDemo().data?.state === 'none'
  useEffect(() => {
    if (isReal) void look()
  }, [isReal])
  useEffect(
    () =>
      listen(({ type }) => {
        if (!type.startsWith('feedback.')) return
        void look()
        // Beside what is real nothing made up is offered any more.
        stale('site', 'demo')
      }),
    [],
  )
  return heard.value
}

function Heard({ feedback }: { feedback: InboxItem }) {
  const words = s().welcome.first
  const { words: said, satisfaction, locale, receivedAt, contact, id } = feedback
  return (
    <div class={css.heard}>
      <p class={css.by}>
        <strong>{words.heard}</strong> <Score value={satisfaction} /> {contact?.name} <When at={receivedAt} />
      </p>
      {said && (
        <p class={css.words} dir="auto" lang={locale ?? undefined}>
          {said}
        </p>
      )}
      <div>
        <LinkButton href={href(`/inbox/${id}`)}>{words.open}</LinkButton>
      </div>
    </div>
  )
}

/** To the inbox, empty or full of what is made up. */
function End({ site, heard }: { site: Site; heard: boolean }) {
  const words = s().welcome.first
  const demo = useDemo().data
  const fill = useAct(async () => {
    // What is made up is to be seen in the figures.
    if (site.test) await changeSite({ test: false }, site)
    queries.setQueryData(['site', 'demo'], await api.site.demo.start())
  })
  return (
    <section class={css.part}>
      <h2 class={css.sub}>{words.endTitle}</h2>
      <p class={css.more}>{demo?.state === 'none' && demo.real ? words.ready : words.end}</p>
      {isUnderWay(demo) && <Progress percent={demo!.percent} label={words.filling} />}
      <Row>
        <LinkButton kind={heard ? 'go' : 'plain'} href={href('/inbox')}>
          {words.start}
        </LinkButton>
        {demo?.possible.includes('fill') && (
          <Button busy={fill.busy.value} onClick={() => void fill.run()}>
            {words.fill}
          </Button>
        )}
      </Row>
      <Fault error={fill.error.value} />
    </section>
  )
}
