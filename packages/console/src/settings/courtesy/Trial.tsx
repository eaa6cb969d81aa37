import type { CourtesyResult } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/Button.tsx'
import { Area, Form, Row } from '../../ui/Field.tsx'
import { Fault } from '../../ui/States.tsx'
import { languageName } from '../../words/format.ts'
import { Line, Rows } from '../Rows.tsx'
import { s } from '../words.ts'

/** Tries words as staff would type them. Nothing of it is kept. */
export function Trial({ language }: { language: string }) {
  const words = s().courtesy
  const text = useSignal('')
  const result = useSignal<CourtesyResult | undefined>(undefined)
  const act = useAct(async () => {
    result.value = await api.courtesy.check(text.value, language)
  })
  const found = result.value
  return (
    <Form onSubmit={() => void act.run()}>
      <Area
        label={words.said}
        lang={language}
        value={text.value}
        placeholder={words.example}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <Fault error={act.error.value} />
      <Row>
        <Button type="submit" busy={act.busy.value} disabled={text.value.trim() === ''}>
          {words.check}
        </Button>
        <span role="status">
          {found &&
            (found.language === null ? words.noLanguage(languageName(language)) : words.found(found.findings.length))}
        </span>
      </Row>
      {found && found.findings.length > 0 && (
        <Rows label={words.trial}>
          {found.findings.map((one) => (
            <Line
              key={`${one.id} ${one.start}`}
              name={<span lang={language}>“{one.words}”</span>}
              more={
                <span lang={language}>
                  {one.why} {one.better}
                </span>
              }
              end={words.kinds[one.kind]}
            />
          ))}
        </Rows>
      )}
    </Form>
  )
}
