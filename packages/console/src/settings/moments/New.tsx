import type { MomentSummary } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { me } from '../../session/session.ts'
import { go, href } from '../../shell/address.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form, Input, Row, Select } from '../../ui/Field.tsx'
import { Fault, toast } from '../../ui/States.tsx'
import { textOf } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { contentOf } from './differ.ts'
import { blank, free, slug } from './make.ts'
import { keepEntry } from './save.ts'
import { useStarters } from './starters.ts'
import { noteText } from './Words.tsx'
import { m } from './words.ts'

/** A moment of the shop's own, made from little or from another one. @param from `blank`, or the id of another */
export function New({ all, from, onClose }: { all: readonly MomentSummary[]; from: string; onClose: () => void }) {
  const words = m().create
  const starters = useStarters()
  const source = useSignal(all.some(({ id }) => id === from) ? from : 'blank')
  const title = useSignal('')
  const chosen = useSignal<string | undefined>(undefined)
  const taken = all.map(({ id }) => id)
  const id = chosen.value ?? free(slug(title.value) || 'moment', taken)
  const add = useAct(async () => {
    const named = { [me.value.site.locale]: title.value.trim() }
    const draft =
      source.value === 'blank'
        ? blank(id, named, starters)
        : { ...contentOf((await api.moments.get(source.value)).moment), id, title: named }
    keepEntry(await api.moments.add(draft))
    toast(words.made)
    go(href(`/settings/moments/${id}`))
  })
  const error = add.error.value
  const fault = (path: string) => {
    const found = error?.errors.find((one) => one.path === path || one.path.startsWith(`${path}.`))
    return found && noteText(found)
  }
  const isTaken = error?.code === 'name_taken'
  return (
    <Dialog title={words.title} onClose={onClose}>
      <Form onSubmit={() => add.run()}>
        <Input
          label={words.name}
          hint={words.nameHint}
          error={fault('title')}
          autoFocus
          value={title.value}
          onInput={(event) => (title.value = event.currentTarget.value)}
        />
        <Input
          label={words.id}
          hint={words.idHint}
          error={isTaken ? m().notes.duplicate : fault('id')}
          spellcheck={false}
          value={id}
          onInput={(event) => (chosen.value = event.currentTarget.value.trim())}
        />
        <Select
          label={words.from}
          value={source.value}
          onChange={(event) => (source.value = event.currentTarget.value)}
          options={[['blank', words.blank], ...all.map((one) => [one.id, words.copyOf(textOf(one.title))] as const)]}
        />
        {!isTaken && error && error.errors.length === 0 && <Fault error={error} />}
        <Row>
          <Button kind="go" type="submit" busy={add.busy.value} disabled={title.value.trim() === ''}>
            {words.make}
          </Button>
          <Button onClick={onClose}>{w().common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}
