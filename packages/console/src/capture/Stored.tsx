import type { Receipt } from '@earshot/sdk/contract'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { me } from '../session/session.ts'
import { href } from '../shell/address.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { copyOut } from '../ui/clipboard.ts'
import { Row } from '../ui/Field.tsx'
import { exact } from '../words/format.ts'
import { w } from '../words/words.ts'
import type { Fields } from './form.ts'
import * as css from './Capture.css.ts'

/** It is on disk: what to tell the customer, and what to give them. On paper it is their receipt. */
export function Stored({ receipt, fields, onNext }: { receipt: Receipt; fields: Fields; onNext: () => void }) {
  const words = w()
  const t = words.capture
  const { id, complaint, receivedAt } = receipt
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current!.focus(), [])
  return (
    <section class={css.stored}>
      <p class={css.printed}>
        {me.value.site.name} · {t.receipt}
      </p>
      <h2 ref={heading} tabIndex={-1} class={css.storedTitle}>
        {t.stored}
      </h2>
      {complaint ? (
        <>
          <div>
            <p class={css.legend}>
              <span class={css.noPrint}>{t.number}</span>
              <span class={css.onPaper}>{t.yourNumber}</span>
            </p>
            <p class={css.number}>{complaint.number}</p>
          </div>
          <div>
            <p class={css.legend}>
              <span class={css.noPrint}>{t.page}</span>
              <span class={css.onPaper}>{t.yourPage}</span>
            </p>
            <p class={css.url} dir="ltr">
              {complaint.url}
            </p>
            <p class={css.hint}>
              <span class={css.noPrint}>{t.pageHint}</span>
              <span class={css.onPaper}>{t.yourPageHint}</span>
            </p>
          </div>
        </>
      ) : (
        <p>{t.noNumber}</p>
      )}
      <blockquote class={css.said} dir="auto" lang={fields.language}>
        {fields.words}
      </blockquote>
      <p class={css.hint}>
        {[
          fields.name && t.receiptFor(fields.name),
          t.receivedBy(fields.heardBy.trim() || me.value.name),
          exact(receivedAt),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div class={css.noPrint}>
        <Row>
          <Button kind="go" keys="N" onClick={onNext}>
            {t.next}
          </Button>
          {complaint && (
            <Button icon="link" onClick={() => void copyOut(complaint.url)}>
              {words.case.copyLink}
            </Button>
          )}
          <Button icon="print" onClick={() => print()}>
            {t.print}
          </Button>
          <LinkButton kind="quiet" href={complaint ? href(`/complaints/${complaint.number}`) : href(`/inbox/${id}`)}>
            {complaint ? t.openComplaint : t.open}
          </LinkButton>
        </Row>
      </div>
    </section>
  )
}
