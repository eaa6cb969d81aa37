import type { PreviewInput } from '@earshot/sdk/contract'
import { Preview, type PreviewProps } from '../Preview.tsx'
import { useEditor } from './editor.ts'
import * as css from './Editor.css.ts'

/** The preview at the side, in the language whose words are edited. */
export function Look({
  drafts,
  ...more
}: Pick<PreviewProps, 'onNotes' | 'answers'> & { drafts: Omit<PreviewInput, 'id'> }) {
  const { editing, locales } = useEditor()
  return (
    <aside class={css.side}>
      <Preview
        drafts={drafts}
        locales={locales}
        locale={editing.language.value}
        onLocale={(tag) => (editing.language.value = tag)}
        {...more}
      />
    </aside>
  )
}
