import type { Complaint } from '@earshot/sdk/contract'
import { useCommands } from '../command/commands.ts'
import { Labels } from '../label/Labels.tsx'
import { hrefWith, go } from '../shell/address.ts'
import { Bar } from '../shell/Panes.tsx'
import { useCategoryName, useStaffName } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { copyOut } from '../ui/clipboard.ts'
import { Avatar, Due, DueBar, Tag } from '../ui/Marks.tsx'
import { Menu } from '../ui/Menu.tsx'
import { apart, when } from '../words/format.ts'
import { language, w } from '../words/words.ts'
import * as css from './Case.css.ts'
import { openAct } from './Composer.tsx'
import { othersAt } from './presence.ts'

/** Who else is here, and whether they write. */
function Others({ number }: { number: string }) {
  const words = w().case.presence
  const there = othersAt(number)
  if (there.length === 0) return null
  const writing = there.filter(({ typing }) => typing)
  const told = writing.length > 0 ? writing : there
  const names = new Intl.ListFormat(language.value).format(told.map(({ name }) => name))
  const many = told.length > 1
  const text = writing.length > 0 ? (many ? words.typeMany : words.types) : many ? words.readMany : words.reads
  return (
    <span class={css.presence} role="status">
      {text(names)}
    </span>
  )
}

/** The clock that is due next, as words and as a bar. */
function Next({ complaint }: { complaint: Complaint }) {
  const words = w().case.next
  const { clock, waitingSince, stage } = complaint
  if (clock)
    return (
      <div class={css.clock}>
        <Due kind={clock.kind} dueAt={clock.dueAt} startedAt={clock.startedAt} />
        <DueBar dueAt={clock.dueAt} startedAt={clock.startedAt} />
      </div>
    )
  if (stage === 'closed') return null
  return <div class={css.clock}>{waitingSince ? words.waiting(when(waitingSince)) : words.none}</div>
}

/** The line at the head: number, what it is about, who sees to it, what is due next, who else is here. */
export function Head({ complaint, back }: { complaint: Complaint; back: string }) {
  const words = w()
  const t = words.case
  const staff = useStaffName()
  const category = useCategoryName()
  const { number, severity, safety, level, feedback, assignee } = complaint
  const who = staff(assignee)
  const filed = complaint.category ? (category(complaint.category) ?? complaint.category) : undefined
  useCommands([
    { id: 'case-history', label: t.history.title, group: 'here', run: () => go(hrefWith({ show: 'history' })) },
    { id: 'case-print', label: words.common.act.print, group: 'here', run: () => print() },
  ])
  const tags = (
    <>
      {safety && <Tag tone="warm">{t.safety}</Tag>}
      {t.severity[severity] && <Tag tone={severity === 'high' ? 'warm' : 'plain'}>{t.severity[severity]}</Tag>}
      {level > 0 && <Tag tone="amber">{t.level[level]!}</Tag>}
      <Tag {...(filed ? { title: filed } : {})}>{filed?.split(' · ').at(-1) ?? t.unfiled}</Tag>
      {feedback.order && <Tag>{t.order(apart(feedback.order.id))}</Tag>}
      <Labels ids={complaint.labels} />
      {feedback.test && <Tag>{t.test}</Tag>}
    </>
  )
  return (
    <>
      <Bar
        title={number}
        level={2}
        back={back}
        end={
          <>
            <Others number={number} />
            <More complaint={complaint} />
          </>
        }
      >
        <div class={css.barTags}>{tags}</div>
      </Bar>
      <div class={css.under}>
        <div class={css.phoneTags}>{tags}</div>
        <Button
          kind="quiet"
          class={css.assignee}
          disabled={!complaint.possible.includes('assign')}
          aria-label={`${who ? t.assignee(who) : t.nobody}. ${t.act.assign}`}
          onClick={() => openAct('assign')}
        >
          {who && <Avatar name={who} />}
          <span>{who ?? t.nobody}</span>
        </Button>
        <Next complaint={complaint} />
      </div>
    </>
  )
}

/** What is done seldom. */
function More({ complaint }: { complaint: Complaint }) {
  const words = w()
  const t = words.case
  return (
    <Menu
      kind="quiet"
      icon="more"
      aria-label={t.more}
      items={[
        { label: t.history.title, run: () => go(hrefWith({ show: 'history' })) },
        { label: words.common.act.print, run: () => print() },
        'rule',
        { label: t.customerPage, run: () => window.open(complaint.url, '_blank', 'noopener') },
        { label: t.copyLink, run: () => copyOut(complaint.url) },
      ]}
    />
  )
}
