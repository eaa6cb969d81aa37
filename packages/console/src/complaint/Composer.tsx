import type { Complaint } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { shownKeys, singleKeys, useCommands } from '../command/commands.ts'
import { may } from '../session/session.ts'
import { go, hrefWith, param } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { w } from '../words/words.ts'
import { ACTS, actOf, doable, type ActName } from './acts.ts'
import * as css from './Composer.css.ts'
import { hasDraft, useDrafts } from './draft.ts'
import Approve from './forms/Approve.tsx'
import { Chips, useSolutions, useSolutionsAwaited } from './forms/Chips.tsx'
import Classify from './forms/Classify.tsx'
import Contact from './forms/Contact.tsx'
import Followup from './forms/Followup.tsx'
import type { FormProps } from './forms/form.tsx'
import Heard from './forms/Heard.tsx'
import Merge from './forms/Merge.tsx'
import { Assess, Assign, EndTask, Invalid, PromiseDate, Reason, Renew } from './forms/Plain.tsx'
import Propose from './forms/Propose.tsx'
import Write from './forms/Write.tsx'
import { Stranded, WhyNot } from './WhyNot.tsx'

const FORMS: Readonly<Record<ActName, ComponentType<FormProps>>> = {
  resolve: Propose,
  propose: Propose,
  approve: Approve,
  return: Reason,
  complete: EndTask,
  fail: EndTask,
  answer: Write,
  explain: Write,
  assess: Assess,
  ask: Write,
  message: Write,
  note: Write,
  promise: PromiseDate,
  revise: Reason,
  said: Heard,
  reopen: Reason,
  followup: Followup,
  assign: Assign,
  classify: Classify,
  contact: Contact,
  merge: Merge,
  invalid: Invalid,
  withdraw: Heard,
  renew: Renew,
}

/** Opens the form of an act, or closes it. What is open stands in the address. */
export function openAct(name: ActName | undefined, more: Readonly<Record<string, string>> = {}): void {
  go(hrefWith({ do: name, with: undefined, task: undefined, ...more }), { replace: true })
}

/** What can be done now: as buttons with keys, and the form of the one that was pressed. */
export function Composer({ complaint }: { complaint: Complaint }) {
  const words = w()
  const t = words.case
  const manager = may('manager')
  const { first, rest } = doable(complaint, manager)
  const open = actOf(param('do'), complaint, manager)
  const why = useSignal(false)
  const drafts = useDrafts()
  const kept = (name: ActName) => hasDraft(complaint.number, name, drafts)
  const card = useRef<HTMLDivElement>(null)
  useCommands(
    [...first, ...rest].map((name) => ({
      id: `case-${name}`,
      label: t.act[name],
      keys: ACTS[name].keys,
      group: 'here' as const,
      run: () => openAct(name),
    })),
  )
  const wanted = param('do')
  const closed = useRef(false)
  const close = () => {
    closed.current = true
    openAct(undefined)
  }
  // Back to where it was opened from, before the next key: a frame later the next form may be open, and lose its focus.
  useLayoutEffect(() => {
    if (wanted === undefined && closed.current) card.current?.querySelector('button')?.focus()
    closed.current = false
  }, [wanted])
  const proposes = first[0] === 'propose' || first[0] === 'resolve'
  // They stand above the buttons and the fields, which would move under the pointer. What is drawn stays,
  // and a form that is opened by key is there at once.
  const drawn = useRef(false)
  const begun = useRef(open)
  const awaited = useSolutionsAwaited(complaint) && (open ? open === begun.current : proposes) && !drawn.current
  const stranded = !open && wanted !== undefined && wanted in ACTS && kept(wanted as ActName)
  if (first.length + rest.length === 0 && !stranded && complaint.hindered.every(({ because }) => because === 'erased'))
    return null
  if (awaited) return null
  drawn.current = true
  const Form = open && FORMS[open]
  const label = (name: ActName) => (kept(name) ? `${t.act[name]} •` : t.act[name])
  const items: (MenuItem | 'rule')[] = rest.map((name) => ({
    label: label(name),
    end: singleKeys.value ? shownKeys(ACTS[name].keys) : undefined,
    run: () => openAct(name),
  }))
  return (
    <div class={css.dock}>
      <div class={Form ? css.cardOpen : css.card} ref={card} data-composer>
        {Form ? (
          <Form key={`${complaint.number} ${open}`} complaint={complaint} name={open} onClose={close} />
        ) : (
          <>
            {stranded && <Stranded complaint={complaint} name={wanted as ActName} onClose={close} />}
            <Proven complaint={complaint} act={first[0]} />
            <div class={css.row}>
              <div class={css.buttons} role="group" aria-label={t.compose.title}>
                {first.map((name, i) => (
                  <Button
                    key={name}
                    kind={i === 0 ? 'go' : 'plain'}
                    keys={singleKeys.value ? shownKeys(ACTS[name].keys) : undefined}
                    title={kept(name) ? t.compose.draftOf : t.hint[name] || undefined}
                    onClick={() => openAct(name)}
                  >
                    {label(name)}
                  </Button>
                ))}
              </div>
              <Menu
                kind="quiet"
                icon="more"
                aria-label={t.compose.more}
                items={[...items, 'rule', { label: t.compose.whyNot, run: () => (why.value = true) }]}
              />
            </div>
          </>
        )}
      </div>
      {why.value && <WhyNot complaint={complaint} onClose={() => (why.value = false)} />}
    </div>
  )
}

/** What put the like right before: the shortest way to propose. */
function Proven({ complaint, act }: { complaint: Complaint; act: ActName | undefined }) {
  const solutions = useSolutions(complaint).filter(({ remedy }) => remedy)
  if (act !== 'propose' && act !== 'resolve') return null
  return (
    <Chips
      label={w().case.solution.title}
      items={solutions.slice(0, 3)}
      chosen={undefined}
      onChoose={({ solution }) => openAct(act, { with: solution.id })}
    />
  )
}
