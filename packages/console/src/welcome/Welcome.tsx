import { useLayoutEffect, useRef } from 'preact/hooks'
import { me } from '../session/session.ts'
import { href } from '../shell/address.ts'
import type { ScreenProps } from '../shell/screens.ts'
import { mark } from '../shell/Shell.css.ts'
import { useMail, useSite, useSnippet } from '../site/site.ts'
import { usePolicies } from '../site/ShopPart.tsx'
import { useStaff } from '../team/team.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Fault, Wait } from '../ui/States.tsx'
import { s } from '../site/words.ts'
import { FirstStep } from './FirstStep.tsx'
import { LookStep } from './LookStep.tsx'
import { MailStep } from './MailStep.tsx'
import { PageStep } from './PageStep.tsx'
import { ShopStep } from './ShopStep.tsx'
import { stepOf, STEPS, stepsDone, type StepName } from './steps.ts'
import { TeamStep } from './TeamStep.tsx'
import * as css from './Welcome.css.ts'

/** A new shop's first day: a few steps, each of which can be skipped and come back to. */
export default function Welcome({ params }: ScreenProps) {
  const words = s().welcome
  const step = stepOf(params['step'])
  const site = useSite()
  const policy = usePolicies()
  const page = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => page.current!.scrollTo(0, 0), [step])
  return (
    <div class={css.page} ref={page}>
      <header class={css.head}>
        <span class={css.brand}>
          <i class={mark} /> {words.brand}
        </span>
        <span class={css.leave}>
          <LinkButton kind="quiet" href={href('/inbox')}>
            {words.leave}
          </LinkButton>
        </span>
      </header>
      <div class={step === 'look' ? `${css.body} ${css.wideBody}` : css.body}>
        <Progress step={step} />
        <Fault error={site.error ?? policy.error} again={() => Promise.all([site.refetch(), policy.refetch()])} />
        {!site.data || !policy.data ? (
          <Wait />
        ) : step === 'shop' ? (
          <ShopStep key={step} site={site.data} policy={policy.data} />
        ) : step === 'look' ? (
          <LookStep key={step} site={site.data} />
        ) : step === 'page' ? (
          <PageStep key={step} site={site.data} />
        ) : step === 'mail' ? (
          <MailStep key={step} />
        ) : step === 'team' ? (
          <TeamStep key={step} />
        ) : (
          <FirstStep key={step} site={site.data} />
        )}
      </div>
    </div>
  )
}

/** Where one is, and what is done: each step is a link. */
function Progress({ step }: { step: StepName }) {
  const words = s().welcome
  const isDone = useDone()
  const at = STEPS.indexOf(step)
  return (
    <nav aria-label={words.progress}>
      <ol class={css.steps}>
        {STEPS.map((name, i) => (
          <li key={name} class={css.stepItem} data-reached={i <= at || undefined}>
            <a class={css.stepLink} href={href(`/welcome/${name}`)} aria-current={name === step ? 'step' : undefined}>
              <span class={css.dot} data-done={isDone(name) || undefined}>
                {isDone(name) && <Icon name="check" size={12} />}
              </span>
              <span class={css.stepName}>
                {words.steps[name]}
                {isDone(name) && <span hidden>{words.done}</span>}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** What is done: what was gone on from here, and what the shop itself tells. */
function useDone(): (name: StepName) => boolean {
  const kept = stepsDone(me.value.site.key)
  const seen = useSnippet().data?.seen.some(({ allowed }) => allowed) ?? false
  const mail = useMail().data
  const staff = useStaff().filter(({ state }) => state !== 'disabled')
  const told: Partial<Record<StepName, boolean>> = {
    page: seen,
    mail: Boolean(mail && mail.by !== null),
    team: staff.length > 1,
  }
  return (name) => told[name] || kept.includes(name)
}
