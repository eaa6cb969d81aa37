import type { Question } from '@earshot/sdk/contract'
import { Check, Input, Row } from '../../ui/Field.tsx'
import { useEditor } from './editor.ts'
import * as css from './Card.css.ts'
import { Options } from './Options.tsx'
import { faultText, Words } from './Words.tsx'
import { m } from './words.ts'

const FIELDS = ['email', 'phone', 'name', 'company', 'address'] as const

/** What only questions of this kind have. */
export function Kind({ path, question }: { path: string; question: Question }) {
  const words = m()
  switch (question.kind) {
    case 'satisfaction':
      return (
        <fieldset class={css.group}>
          <legend class={css.legend}>{words.faces}</legend>
          <div class={css.faces}>
            {question.labels.map((_, i) => (
              <Words key={i} path={`${path}.labels.${i}`} label={words.face(i + 1)} />
            ))}
          </div>
        </fieldset>
      )
    case 'nps':
    case 'effort':
      return (
        <div class={css.two}>
          <Words path={`${path}.low`} label={words.low} optional />
          <Words path={`${path}.high`} label={words.high} optional />
        </div>
      )
    case 'choice':
    case 'choices':
    case 'remedy':
      return <Options path={`${path}.options`} />
    case 'text':
      return (
        <div class={css.two}>
          <Words path={`${path}.placeholder`} label={words.placeholder} optional />
          <Figure path={`${path}.maxLength`} label={words.maxLength} usual={5000} max={10_000} />
        </div>
      )
    case 'photo':
      return (
        <div class={css.two}>
          <Figure path={`${path}.max`} label={words.maxPhotos} usual={5} max={10} />
        </div>
      )
    case 'contact':
      return <ContactFields path={`${path}.fields`} fields={question.fields} />
    case 'product':
      return <p class={css.quiet}>{words.productHint}</p>
    default:
      return null
  }
}

function ContactFields({ path, fields }: { path: string; fields: readonly (typeof FIELDS)[number][] }) {
  const words = m()
  const { editing, readOnly } = useEditor()
  return (
    <fieldset class={css.group} data-path={path}>
      <legend class={css.legend}>{words.fields}</legend>
      <Row>
        {FIELDS.map((name) => (
          <Check
            key={name}
            label={words.field[name]}
            disabled={readOnly || (fields.length === 1 && fields[0] === name)}
            checked={fields.includes(name)}
            onChange={(event) => {
              const isOn = event.currentTarget.checked
              const next = FIELDS.filter((one) => (one === name ? isOn : fields.includes(one)))
              editing.put(path, next)
            }}
          />
        ))}
      </Row>
    </fieldset>
  )
}

/** A whole number that may be left to what is usual. */
function Figure({ path, label, usual, max }: { path: string; label: string; usual: number; max: number }) {
  const { editing, readOnly } = useEditor()
  return (
    <Input
      label={label}
      optional
      type="number"
      min={1}
      max={max}
      data-path={path}
      placeholder={String(usual)}
      readOnly={readOnly}
      error={faultText(editing, path)}
      value={(editing.at(path) as number | undefined) ?? ''}
      onInput={(event) => {
        const { value } = event.currentTarget
        editing.put(path, value === '' ? undefined : Number(value), path)
      }}
    />
  )
}
