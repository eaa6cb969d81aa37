import type { MomentSummary } from '@earshot/sdk/contract'
import { useRef } from 'preact/hooks'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { useCommands } from '../../command/commands.ts'
import { may } from '../../session/session.ts'
import { go, href, hrefWith, param } from '../../shell/address.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { Tag, When } from '../../ui/Marks.tsx'
import { Fault, toast, Wait } from '../../ui/States.tsx'
import { number, textOf } from '../../words/format.ts'
import type { PartProps } from '../parts.ts'
import { PartPage } from '../Section.tsx'
import { Editor } from './Editor.tsx'
import * as css from './Moments.css.ts'
import { New } from './New.tsx'
import { keepEntry } from './save.ts'
import { w } from '../../words/words.ts'
import { m } from './words.ts'

/** What the shop asks its customers, and where on their way. */
export default function Moments({ id }: PartProps) {
  return id === undefined ? <All /> : <Editor key={id} id={id} />
}

function All() {
  const words = m()
  const { data, error, refetch } = useQuery({ queryKey: ['moments'], queryFn: () => api.moments.list() })
  const isOwner = may('owner')
  const from = param('new')
  const list = useRef<HTMLUListElement>(null)
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a[data-moment]') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    links[at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by]?.focus()
  }
  const { next, previous } = w().common.keys
  useCommands([
    { id: 'next', label: next, keys: 'j', hidden: true, run: () => step(1) },
    { id: 'previous', label: previous, keys: 'k', hidden: true, run: () => step(-1) },
    ...(isOwner ? [{ id: 'moment-new', label: words.new, keys: 'n', run: () => go(hrefWith({ new: 'blank' })) }] : []),
  ])
  return (
    <PartPage
      name="moments"
      end={
        isOwner && (
          <LinkButton kind="go" icon="capture" href={hrefWith({ new: 'blank' })}>
            {words.new}
          </LinkButton>
        )
      }
    >
      <p class={css.intro}>{words.intro}</p>
      <Fault error={error} again={refetch} />
      {!data ? (
        <Wait />
      ) : (
        <ul class={css.list} ref={list}>
          {data.map((moment) => (
            <Row key={moment.id} moment={moment} isOwner={isOwner} />
          ))}
        </ul>
      )}
      {isOwner && from !== undefined && data && (
        <New all={data} from={from} onClose={() => go(hrefWith({ new: undefined }), { replace: true })} />
      )}
    </PartPage>
  )
}

function Row({ moment, isOwner }: { moment: MomentSummary; isOwner: boolean }) {
  const words = m()
  const { id, enabled, builtin, edited, answers, changedAt, changedBy } = moment
  const title = textOf(moment.title)
  const turn = useAct(async (to: boolean) => {
    keepEntry(await api.moments.enable(id, to))
    toast(to ? words.switchedOn(title) : words.switchedOff(title), () => void turn.run(!to))
  })
  return (
    <li class={css.row}>
      <a class={css.link} data-moment="" href={href(`/settings/moments/${id}`)}>
        <span class={css.title} dir="auto">
          {title}
        </span>
        <span class={css.more}>
          <code class={css.id}>{id}</code>
          <span>{words.questions(moment.questions)}</span>
          {!builtin ? <Tag tone="accent">{words.own}</Tag> : edited && <Tag>{words.edited}</Tag>}
        </span>
      </a>
      <a class={css.answers} href={href('/inbox', { moment: id })}>
        {words.answers(number(answers))}
      </a>
      <span class={css.changed}>
        {changedAt ? (
          <>
            {changedBy && <span dir="auto">{changedBy} · </span>}
            <When at={changedAt} />
          </>
        ) : (
          words.never
        )}
      </span>
      <label class={css.toggle}>
        <input
          type="checkbox"
          role="switch"
          aria-label={words.switchLabel(title)}
          class={css.box}
          checked={enabled}
          disabled={!isOwner || turn.busy.value}
          onChange={(event) => {
            // It stands as it is stored.
            event.currentTarget.checked = enabled
            void turn.run(!enabled)
          }}
        />
        <span>{enabled ? words.asked : words.notAsked}</span>
      </label>
      <Fault error={turn.error.value} />
    </li>
  )
}
