import { createClient, EarshotError } from '@earshot/sdk'
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { me } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Fault } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import * as css from './form.css.ts'

/** Photos that go with words; uploaded as they are chosen or pasted. `value` holds their ids. */
export function Attach({ value, onPhotos }: { value: readonly string[]; onPhotos: (ids: string[]) => void }) {
  const words = w()
  const input = useRef<HTMLInputElement>(null)
  const uploading = useSignal(0)
  const fault = useSignal<EarshotError | undefined>(undefined)
  const last = useRef(value)
  last.current = value
  const upload = async (files: readonly File[]) => {
    fault.value = undefined
    const { attachments } = createClient({ url: location.origin, site: me.value.site.key })
    uploading.value += files.length
    for (const file of files) {
      try {
        const { id } = await attachments.upload(file)
        last.current = [...last.current, id].slice(0, 10)
        onPhotos([...last.current])
      } catch (error) {
        if (!(error instanceof EarshotError)) throw error
        fault.value = error
      } finally {
        uploading.value--
      }
    }
  }
  return (
    <>
      <div class={css.photos}>
        {value.map((id, i) => (
          <span key={id} class={css.photo}>
            <img
              class={css.photoImage}
              src={`/api/attachments/${id}?thumb`}
              alt={words.common.photo.label(number(i + 1))}
            />
            <button
              type="button"
              class={css.photoRemove}
              aria-label={words.case.field.removePhoto}
              onClick={() => onPhotos(value.filter((one) => one !== id))}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
        <input
          ref={input}
          type="file"
          accept="image/*"
          multiple
          class={css.file}
          tabIndex={-1}
          aria-label={words.case.field.photos}
          onChange={(event) => {
            void upload([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <Button kind="quiet" icon="photo" busy={uploading.value > 0} onClick={() => input.current!.click()}>
          {uploading.value > 0 ? `${words.case.field.uploading}…` : words.case.field.addPhotos}
        </Button>
      </div>
      <Fault error={fault.value} />
    </>
  )
}
