import type { MailKind, MailTemplate } from '@earshot/sdk/contract'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { queries, useQuery } from '../../api/query.ts'
import { href, hrefWith, param } from '../../shell/address.ts'
import { Tabs } from '../../shell/Panes.tsx'
import { Area, Input, Row } from '../../ui/Field.tsx'
import { Tag } from '../../ui/Marks.tsx'
import { Empty, Fault, toast, Wait } from '../../ui/States.tsx'
import { languageName } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { useEdit } from '../edit.ts'
import { fresh } from '../fresh.ts'
import type { PartProps } from '../parts.ts'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { PartPage, Section } from '../Section.tsx'
import { useLocales } from '../Tongues.tsx'
import { Twice } from '../Twice.tsx'
import { s } from '../words.ts'
import { Letter } from './Letter.tsx'

const nameOf = (mail: string) => (s().templates.mails as Readonly<Record<string, string>>)[mail] ?? mail

/** The wording of mails. */
export default function Templates({ id }: PartProps) {
  const mails = useQuery({ queryKey: ['templates'], queryFn: () => api.templates.list() })
  const state = w().common.state
  if (mails.isPending) return <Wait />
  if (!mails.data) return <Fault error={mails.error} again={() => mails.refetch()} />
  if (!id) return <All mails={mails.data} />
  const mail = mails.data.find((one) => one.mail === id)
  return mail ? <One key={id} mail={mail} /> : <Empty title={state.notFound}>{state.notFoundMore}</Empty>
}

function All({ mails }: { mails: readonly MailKind[] }) {
  const words = s().templates
  return (
    <PartPage name="templates">
      {(['customer', 'staff'] as const).map((to) => (
        <Section key={to} title={words.to[to]} explanation={words.toMore[to]}>
          <Rows label={words.to[to]}>
            {mails
              .filter((one) => one.to === to)
              .map(({ mail, own }) => (
                <Line
                  key={mail}
                  href={href(`/settings/templates/${mail}`)}
                  name={nameOf(mail)}
                  tags={own.map((tag) => (
                    <Tag key={tag} tone="accent">
                      {words.ownIn(languageName(tag))}
                    </Tag>
                  ))}
                />
              ))}
          </Rows>
        </Section>
      ))}
    </PartPage>
  )
}

function One({ mail: { mail, own, builtin } }: { mail: MailKind }) {
  const tags = [...new Set([...useLocales(), ...own, ...builtin])]
  const language = param('language') ?? tags[0]!
  const template = useQuery({
    queryKey: ['templates', mail, language],
    queryFn: () => api.templates.get(mail, language),
  })
  return (
    <PartPage name="templates" title={nameOf(mail)} back="/settings/templates">
      {/* By itself it would be pressed flat: what scrolls has no least height. */}
      <div>
        <Tabs
          label={s().followups.language}
          items={tags.map((tag) => ({
            href: hrefWith({ language: tag }),
            label: languageName(tag),
            on: tag === language,
          }))}
        />
      </div>
      {template.data ? (
        <Wording key={language} template={template.data} language={language} />
      ) : template.error ? (
        <Fault error={template.error} again={() => template.refetch()} />
      ) : (
        <Wait />
      )}
    </PartPage>
  )
}

function Wording({ template, language }: { template: MailTemplate; language: string }) {
  const words = s().templates
  const { mail, subject, body, whose, placeholders } = template
  const other = template.language !== language
  const edit = useEdit<{ subject: string; body: string }>({ subject, body }, async () => {
    const kept = await api.templates.set(mail, language, { subject: edit.value.subject, body: edit.value.body })
    queries.setQueryData(['templates', mail, language], kept)
    await queries.invalidateQueries({ queryKey: ['templates'], exact: true })
  })
  const reset = useAct(async () => {
    await api.templates.reset(mail, language)
    await fresh('templates')
    toast(words.isReset, async () => {
      await api.templates.set(mail, language, { subject, body })
      await fresh('templates')
    })
  })
  const { value, set, errorAt } = edit
  return (
    <>
      <Section
        edit={edit}
        explanation={
          other
            ? words.notYet(languageName(language), languageName(template.language))
            : whose === 'shop'
              ? words.isOwn
              : words.isBuiltin
        }
      >
        <Input
          label={words.subject}
          lang={language}
          value={value.subject}
          error={errorAt('subject')}
          onInput={(event) => set({ subject: event.currentTarget.value })}
        />
        <Area
          label={words.body}
          lang={language}
          rows={14}
          value={value.body}
          error={errorAt('body')}
          hint={words.how}
          onInput={(event) => set({ body: event.currentTarget.value })}
        />
        <div>
          <p class={css.legend}>{words.placeholders}</p>
          <div class={css.chips}>
            {Object.keys(placeholders).map((name) => (
              <Tag key={name}>{`{${name}}`}</Tag>
            ))}
          </div>
        </div>
      </Section>
      <Section title={words.preview} explanation={words.previewMore}>
        <Letter subject={value.subject} body={value.body} language={language} />
      </Section>
      {whose === 'shop' && !other && (
        <Section title={words.reset} explanation={words.resetMore}>
          <Fault error={reset.error.value} />
          <Row>
            <Twice sure={words.resetSure} icon="undo" busy={reset.busy.value} run={() => void reset.run()}>
              {words.reset}
            </Twice>
          </Row>
        </Section>
      )}
    </>
  )
}
