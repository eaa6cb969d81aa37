import type { OrderInput } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/Button.tsx'
import { Form, Input, Row } from '../../ui/Field.tsx'
import { Fault } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import { fresh } from '../fresh.ts'
import * as css from '../Rows.css.ts'
import { Facts, Line, Progress, Rows } from '../Rows.tsx'
import { s } from '../words.ts'
import { writeCsv } from './csv.ts'
import { filedOrders, type FiledOrder } from './orders.ts'
import { save } from './save.ts'

/** Orders in one call: some hundred kilobytes. */
const CALL = 500
/** Refused ones that are listed; the file has all. */
const LISTED = 50

interface Refused {
  line: number
  id: string
  why: string
}

interface Come {
  done: number
  of: number
  created: number
  updated: number
  unchanged: number
  refused: Refused[]
  stopped: boolean
}

/** Brings orders in from a file, some at a time; each is taken or refused by itself. */
export function Orders() {
  const words = s().export
  const file = useSignal<File | undefined>(undefined)
  const come = useSignal<Come | undefined>(undefined)
  const empty = useSignal(false)
  const stop = useRef(false)
  const act = useAct(async () => {
    const orders = filedOrders(await file.value!.text())
    empty.value = orders.length === 0
    if (empty.value) return
    stop.current = false
    come.value = { done: 0, of: orders.length, created: 0, updated: 0, unchanged: 0, refused: [], stopped: false }
    for (let at = 0; at < orders.length; at += CALL) {
      if (stop.current) {
        come.value = { ...come.value, stopped: true }
        break
      }
      come.value = await send(orders.slice(at, at + CALL), come.value)
    }
    await fresh('orders', 'customers', 'products')
  })
  const state = come.value
  return (
    <Form onSubmit={() => file.value && void act.run()}>
      <Input
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        label={words.file}
        hint={words.columns}
        error={empty.value ? words.noOrders : undefined}
        onChange={(event) => {
          file.value = event.currentTarget.files?.[0]
          come.value = undefined
          empty.value = false
          act.clear()
        }}
      />
      <Fault error={act.error.value} />
      <Row>
        <Button type="submit" icon="up" busy={act.busy.value} disabled={!file.value}>
          {words.import}
        </Button>
        {act.busy.value && <Button onClick={() => (stop.current = true)}>{words.stop}</Button>}
        <a class={css.anchor} href="/docs/orders" target="_blank" rel="noopener">
          {words.ordersDocs}
        </a>
      </Row>
      {state && <Result come={state} />}
    </Form>
  )
}

async function send(orders: readonly FiledOrder[], before: Come): Promise<Come> {
  const { created, updated, unchanged, items } = await api.orders.upsert(
    // The server looks at each: what is wrong is refused by itself.
    orders.map(({ order }) => order) as unknown as OrderInput[],
  )
  const refused = items.flatMap(({ id, result, errors }, at): Refused[] =>
    result === 'refused'
      ? [
          {
            line: orders[at]!.line,
            id: id ?? '',
            why: (errors ?? []).map(({ path, message }) => `${path} ${message}`.trim()).join('; '),
          },
        ]
      : [],
  )
  return {
    ...before,
    done: before.done + orders.length,
    created: before.created + created,
    updated: before.updated + updated,
    unchanged: before.unchanged + unchanged,
    refused: [...before.refused, ...refused],
  }
}

function Result({ come: { done, of, created, updated, unchanged, refused, stopped } }: { come: Come }) {
  const words = s().export
  return (
    <div class={css.card}>
      <p role="status">{stopped ? words.stopped(number(done), number(of)) : words.cameIn(number(done), number(of))}</p>
      <Progress label={words.orders} done={done} of={of} />
      <Facts
        of={[
          [words.created, created],
          [words.updated, updated],
          [words.unchanged, unchanged],
          [words.refused, refused.length],
        ]}
      />
      {refused.length > 0 && (
        <>
          <Row>
            <Button
              icon="download"
              onClick={() =>
                save(
                  new Blob(
                    [writeCsv([['line', 'id', 'why'], ...refused.map(({ line, id, why }) => [line, id, why])])],
                    {
                      type: 'text/csv',
                    },
                  ),
                  'refused.csv',
                )
              }
            >
              {words.refusedFile}
            </Button>
          </Row>
          <Rows label={words.refused}>
            {refused.slice(0, LISTED).map(({ line, id, why }) => (
              <Line key={line} name={id || '–'} more={why} end={words.line(number(line))} />
            ))}
          </Rows>
          {refused.length > LISTED && <p class={css.note}>{words.moreRefused(number(refused.length - LISTED))}</p>}
        </>
      )}
    </div>
  )
}
