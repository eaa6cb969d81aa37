import type { Command, Heard as HeardHow } from '@earshot/sdk/contract'
import { Area, Input, Select } from '../../ui/Field.tsx'
import { fieldError } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import type { Given } from '../give.ts'
import { Attach } from './Attach.tsx'
import { filled, Frame, useCaseForm, type FormProps } from './form.tsx'
import * as css from './form.css.ts'

type Said = 'reply' | 'accept' | 'decline' | 'object' | 'confirmYes' | 'confirmNo' | 'rate' | 'reopen' | 'withdraw'

const COMMAND: Readonly<Record<Said, Command>> = {
  reply: 'reply',
  accept: 'accept',
  decline: 'decline',
  object: 'object',
  confirmYes: 'confirm',
  confirmNo: 'confirm',
  rate: 'rate',
  reopen: 'reopen',
  withdraw: 'withdraw',
}

interface Fields {
  what: Said
  heard: HeardHow
  words: string
  name: string
  score: string
  attachments: string[]
}

/** What carries no words, or may go without them. */
const MUTE: ReadonlySet<Said> = new Set(['accept'])
const NEEDS: ReadonlySet<Said> = new Set(['object', 'reopen'])

function given(fields: Fields, remedy: string | undefined, explained: boolean): Given {
  const { what, heard, name, score } = fields
  const words = filled({ words: fields.words.trim() === '' ? '' : fields.words })
  if (what === 'reply')
    return { command: 'reply', payload: { ...words, ...filled({ attachments: fields.attachments }), heard } }
  if (what === 'accept')
    return { command: 'accept', payload: { heard, ...(explained ? {} : { name, ...filled({ remedy }) }) } }
  if (what === 'decline') return { command: 'decline', payload: { ...words, heard, ...filled({ remedy }) } }
  if (what === 'rate') return { command: 'rate', payload: { score: Number(score), ...words, heard } }
  if (what === 'confirmYes' || what === 'confirmNo')
    return { command: 'confirm', payload: { satisfied: what === 'confirmYes', ...words, heard } }
  return { command: COMMAND[what], payload: { ...words, heard } }
}

/** What the customer said by telephone, at the counter, by letter: recorded in their name. */
export default function Heard(props: FormProps) {
  const { complaint, name } = props
  const t = w().case.field
  const explained = complaint.stage === 'explained'
  const offered = complaint.remedies.find(({ state }) => state === 'offered')
  const can = (Object.keys(COMMAND) as Said[]).filter((what) => complaint.possible.includes(COMMAND[what]))
  const begin = name === 'withdraw' ? 'withdraw' : (can.find((what) => what !== 'reply') ?? can[0] ?? 'reply')
  const form = useCaseForm<Fields>(props, {
    what: begin === 'rate' ? 'reply' : begin,
    heard: 'phone',
    words: '',
    name: complaint.name ?? '',
    score: '5',
    attachments: [],
  })
  const what = can.includes(form.v.what) ? form.v.what : begin
  const { heard, words, score, attachments } = form.v
  const lacks =
    (NEEDS.has(what) && words.trim() === '') ||
    (what === 'reply' && words.trim() === '' && attachments.length === 0) ||
    (what === 'accept' && !explained && form.v.name.trim() === '')
  return (
    <Frame
      {...props}
      form={form}
      disabled={lacks}
      onSend={() => form.give(given({ ...form.v, what }, offered?.id, explained))}
    >
      <div class={css.grid}>
        {name !== 'withdraw' && (
          <Select
            label={t.what}
            options={can.map((one) => [one, one === 'accept' && explained ? t.saidAs.acceptWhy : t.saidAs[one]])}
            value={what}
            onChange={(event) => form.set({ what: event.currentTarget.value as Said })}
          />
        )}
        <Select
          label={t.heard}
          options={Object.entries(t.heardAs)}
          value={heard}
          error={fieldError(form.error, 'heard')}
          onChange={(event) => form.set({ heard: event.currentTarget.value as HeardHow })}
        />
        {what === 'accept' && !explained && (
          <Input
            label={t.signature}
            value={form.v.name}
            maxLength={200}
            error={fieldError(form.error, 'name')}
            onInput={(event) => form.set({ name: event.currentTarget.value })}
          />
        )}
        {what === 'rate' && (
          <Select
            label={t.score}
            options={[1, 2, 3, 4, 5].map((n) => [String(n), number(n)])}
            value={score}
            onChange={(event) => form.set({ score: event.currentTarget.value })}
          />
        )}
      </div>
      {!MUTE.has(what) && (
        <Area
          label={t.theirWords}
          {...(NEEDS.has(what) || what === 'reply' ? {} : { optional: true })}
          value={words}
          rows={3}
          maxLength={what === 'rate' ? 2000 : 10_000}
          lang={complaint.language ?? undefined}
          error={fieldError(form.error, 'words')}
          onInput={(event) => form.set({ words: event.currentTarget.value })}
        />
      )}
      {what === 'reply' && <Attach value={attachments} onPhotos={(ids) => form.set({ attachments: ids })} />}
    </Frame>
  )
}
