import { PHOTOS_MAX } from '@earshot/sdk/contract'
import type { Asking } from '../panel/asking.ts'
import * as options from '../panel/Options.css.ts'
import * as question from '../panel/Question.css.ts'
import { adopted } from '../theme/sheets.ts'
import { add, type Album, albumOf, type Photo, remove, send } from './album.ts'
import * as css from './Photos.css.ts'

/** The style sheet of this unit came after the card was drawn. */
function dress(element: Element | null): void {
  if (element) (element.getRootNode() as ShadowRoot).adoptedStyleSheets = adopted()
}

/** A canvas shows the photo, as pages seldom allow images from `blob:`. */
function show(canvas: HTMLCanvasElement | null, { shrunk }: Photo): void {
  if (canvas && shrunk) canvas.getContext('2d')?.drawImage(shrunk.preview, 0, 0, canvas.width, canvas.height)
}

/** The control in a group that the focus goes to when its own is gone: the way to add one, else to remove one. */
function stay(group: Element): void {
  ;(group.querySelector('input') ?? group.querySelector('button'))?.focus()
}

function Tile({ album, photo, at }: { album: Album; photo: Photo; at: number }) {
  const { word } = album.talk
  const { id, failed } = photo
  return (
    <li class={css.tile}>
      <canvas
        class={id ? '' : css.pale}
        width={176}
        height={176}
        role="img"
        aria-label={word('photo', { at })}
        ref={(canvas) => show(canvas, photo)}
      />
      {!id && !failed && (
        <div
          class={css.bar}
          role="progressbar"
          aria-label={word('photoSending', { at })}
          aria-valuenow={Math.round(photo.sent * 100)}
        >
          <i style={{ width: `${photo.sent * 100}%` }} />
        </div>
      )}
      {failed && (
        <button
          class={css.retry}
          type="button"
          aria-label={word('photoRetry', { at })}
          onClick={(event) => {
            // This button goes away.
            ;(event.currentTarget.nextElementSibling as HTMLElement).focus()
            send(album, photo)
          }}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M19 12a7 7 0 1 1-2-5m2-3v4h-4" />
          </svg>
        </button>
      )}
      <button
        class={css.remove}
        type="button"
        aria-label={word('photoRemove', { at })}
        onClick={(event) => {
          const group = event.currentTarget.closest('[role=group]')!
          remove(album, photo)
          stay(group)
        }}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="m4.500 4.500 7 7m0-7-7 7" />
        </svg>
      </button>
    </li>
  )
}

/** Photos from the camera or a file: small ones as tiles, and a tile to add more. */
export function Photos(asking: Asking<'photo'>) {
  const { talk, named } = asking
  const { id, max = PHOTOS_MAX } = asking.question
  const album = albumOf(talk, id)
  const { photos, said } = album
  const count = photos.length
  return (
    <div role="group" ref={dress} {...named}>
      <ul class={css.tiles}>
        {photos.map((photo, at) => (
          <Tile album={album} photo={photo} at={at + 1} />
        ))}
        {count < max && (
          <li key="add">
            <label class={`${css.tile} ${css.add}`}>
              <input
                class={options.over}
                type="file"
                accept="image/*"
                multiple
                onChange={({ currentTarget: input }) => {
                  const group = input.closest('[role=group]')!
                  add(album, max, [...input.files!])
                  input.value = ''
                  if (!input.isConnected) stay(group)
                }}
              />
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M12 6v12m-6-6h12" />
              </svg>
              {talk.word('addPhoto')}
            </label>
          </li>
        )}
      </ul>
      <div role="status">
        {said ? (
          <p class={question.error}>{said}</p>
        ) : (
          count > 0 && (
            <p class={question.hint}>
              <small>{talk.word('photoCount', { count, max })}</small>
            </p>
          )
        )}
      </div>
    </div>
  )
}
