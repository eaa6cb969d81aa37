import type { FeedbackFilter } from '@earshot/sdk'
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { useLabels } from '../../label/Labels.tsx'
import { go, hrefWith, param } from '../../shell/address.ts'
import { Button } from '../../ui/Button.tsx'
import { Form, Input, Row, Select } from '../../ui/Field.tsx'
import { Fault, toast } from '../../ui/States.tsx'
import { number, textOf } from '../../words/format.ts'
import * as css from '../Rows.css.ts'
import { s } from '../words.ts'
import { save } from './save.ts'

type Format = 'csv' | 'jsonl'

/** The filter, as the address has it. */
function filterOf(): FeedbackFilter {
  const [from, to, moment, satisfaction, label, kind] = ['from', 'to', 'moment', 'satisfaction', 'label', 'kind'].map(
    param,
  )
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(moment && { moment }),
    ...(satisfaction && { satisfaction: satisfaction.split(',').map(Number) }),
    ...(label && { label }),
    ...(kind && { complaint: kind === 'complaint' }),
  }
}

const put = (params: Record<string, string | undefined>) => go(hrefWith(params), { replace: true })

/** All that customers said, as a file; it comes as it is read, and can be called off. */
export function Feedback() {
  const words = s().export
  const format = useSignal<Format>('csv')
  const bytes = useSignal(0)
  const stop = useRef<(() => unknown) | undefined>(undefined)
  const act = useAct(async () => {
    bytes.value = 0
    const parts: BlobPart[] = []
    let called = false
    if (format.peek() === 'csv') {
      const reader = (await api.export.feedback('csv', filterOf())).getReader()
      stop.current = () => {
        called = true
        return reader.cancel()
      }
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        parts.push(value)
        bytes.value += value.length
      }
    } else {
      stop.current = () => (called = true)
      for await (const line of api.export.feedback('jsonl', filterOf())) {
        if (called) break
        const text = `${JSON.stringify(line)}\n`
        parts.push(text)
        bytes.value += text.length
      }
    }
    stop.current = undefined
    if (called) return
    save(new Blob(parts), `feedback.${format.peek()}`)
    toast(words.done(kilobytes(bytes.peek())))
  })
  return (
    <Form onSubmit={() => void act.run()}>
      <Filter />
      <Select
        label={words.format}
        hint={words.formats[`${format.value}More`]}
        value={format.value}
        options={[
          ['csv', words.formats.csv],
          ['jsonl', words.formats.jsonl],
        ]}
        onChange={(event) => (format.value = event.currentTarget.value as Format)}
      />
      <Fault error={act.error.value} />
      <Row>
        <Button kind="go" type="submit" icon="download" busy={act.busy.value}>
          {words.download}
        </Button>
        {act.busy.value && (
          <>
            <span role="status">{words.soFar(kilobytes(bytes.value))}</span>
            <Button onClick={() => void stop.current?.()}>{words.stop}</Button>
          </>
        )}
      </Row>
    </Form>
  )
}

const kilobytes = (bytes: number) =>
  number(Math.ceil(bytes / 1000), { style: 'unit', unit: 'kilobyte', unitDisplay: 'short' })

function Filter() {
  const words = s().export
  const moments = useQuery({ queryKey: ['moments', 'all'], queryFn: () => api.moments.list() }).data ?? []
  const labels = useLabels()
  const any: [string, string] = ['', words.any]
  return (
    <>
      <div class={css.pair}>
        {(['from', 'to'] as const).map((name) => (
          <Input
            key={name}
            type="date"
            label={words[name]}
            optional
            value={param(name) ?? ''}
            onInput={(event) => put({ [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div class={css.pair}>
        <Select
          label={words.moment}
          value={param('moment') ?? ''}
          options={[any, ...moments.map(({ id, title }): [string, string] => [id, textOf(title) || id])]}
          onChange={(event) => put({ moment: event.currentTarget.value })}
        />
        <Select
          label={words.satisfaction}
          value={param('satisfaction') ?? ''}
          options={[any, ['4,5', words.happy], ['3', words.between], ['1,2', words.unhappy]]}
          onChange={(event) => put({ satisfaction: event.currentTarget.value })}
        />
        <Select
          label={words.kind}
          value={param('kind') ?? ''}
          options={[any, ['complaint', words.complaints], ['other', words.others]]}
          onChange={(event) => put({ kind: event.currentTarget.value })}
        />
        {labels.length > 0 && (
          <Select
            label={words.label}
            value={param('label') ?? ''}
            options={[any, ...labels.map(({ id, name }): [string, string] => [id, name])]}
            onChange={(event) => put({ label: event.currentTarget.value })}
          />
        )}
      </div>
    </>
  )
}
