import type { MomentNote, PreviewInput } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Fault } from '../ui/States.tsx'
import { languageName } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Preview.css.ts'
import { type Answers, useDrafts, type View } from './drafts.ts'

/** Width and height of what is shown, in its own pixels. */
const SIZES = { phone: [390, 760], desktop: [960, 720] } as const

export interface PreviewProps {
  /** What is shown otherwise than it is stored. */
  drafts: Omit<PreviewInput, 'id'>
  /** Languages that can be looked at. */
  locales: readonly string[]
  /** The one that is shown; chosen in the preview by default. */
  locale?: string
  onLocale?: (locale: string) => unknown
  /** What is answered in it whenever this changes. */
  answers?: Answers | undefined
  /** Told how the drafts stand, also where they could not be drawn: paths begin with `moment.`. */
  onNotes?: (notes: { errors: readonly MomentNote[]; warnings: readonly MomentNote[] }) => unknown
}

/** The real widget with drafts, on a page as customers see it. It follows what is typed; nothing is stored. */
export function Preview({ drafts, locales, locale, onLocale, onNotes, answers }: PreviewProps) {
  const words = w().settings.preview
  const device = useSignal<keyof typeof SIZES>('phone')
  const chosen = useSignal(locale ?? locales[0] ?? 'en')
  const view = useSignal<Omit<View, 'locale'>>({ as: 'place', scheme: 'light' })
  const shown = locale ?? chosen.value
  const frame = useRef<HTMLIFrameElement>(null)
  const { error, ready, again } = useDrafts(frame, drafts, { ...view.value, locale: shown }, onNotes, answers)
  const one = <T extends string>(
    now: T,
    all: readonly (readonly [T, string, 'phone' | 'desktop' | 'sun' | 'moon' | undefined])[],
    choose: (value: T) => unknown,
    label: string,
  ) => (
    <div class={css.choice} role="group" aria-label={label}>
      {all.map(([value, text, icon]) => (
        <Button
          key={value}
          kind="quiet"
          class={css.small}
          {...(icon ? { icon, 'aria-label': text } : {})}
          aria-pressed={now === value}
          onClick={() => choose(value)}
        >
          {icon ? undefined : text}
        </Button>
      ))}
    </div>
  )
  return (
    <section class={css.preview} aria-label={words.title} aria-busy={!ready}>
      <div class={css.tools}>
        {one(
          device.value,
          [
            ['phone', words.phone, 'phone'],
            ['desktop', words.desktop, 'desktop'],
          ],
          (value) => (device.value = value),
          words.device,
        )}
        {one(
          view.value.scheme,
          [
            ['light', words.light, 'sun'],
            ['dark', words.dark, 'moon'],
          ],
          (scheme) => (view.value = { ...view.value, scheme }),
          words.scheme,
        )}
        {one(
          view.value.as,
          [
            ['place', words.place, undefined],
            ['dialog', words.dialog, undefined],
          ],
          (as) => (view.value = { ...view.value, as }),
          words.as,
        )}
        {locales.length > 1 && (
          <select
            class={css.language}
            aria-label={words.language}
            value={shown}
            onChange={(event) => {
              const to = event.currentTarget.value
              chosen.value = to
              onLocale?.(to)
            }}
          >
            {locales.map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag)}
              </option>
            ))}
          </select>
        )}
      </div>
      <Fault error={error} again={again} />
      <Stage size={SIZES[device.value]} device={device.value}>
        <iframe ref={frame} class={css.frame} title={words.title} />
      </Stage>
    </section>
  )
}

/** Holds what is shown in its own size, made smaller where there is no room for it. */
function Stage({
  size: [width, height],
  device,
  children,
}: {
  size: readonly [number, number]
  device: keyof typeof SIZES
  children: ComponentChildren
}) {
  const stage = useRef<HTMLDivElement>(null)
  const scale = useSignal(1)
  useLayoutEffect(() => {
    const fit = () => {
      const { clientWidth, clientHeight } = stage.current!
      scale.value = Math.min(1, clientWidth / (width + 16), Math.max(clientHeight, 360) / (height + 16))
    }
    fit()
    const watching = new ResizeObserver(fit)
    watching.observe(stage.current!)
    return () => watching.disconnect()
  }, [width, height])
  const is = scale.value
  return (
    <div class={css.stage} ref={stage}>
      <div style={{ width: `${(width + 16) * is}px`, height: `${(height + 16) * is}px` }}>
        <div
          class={css.device[device]}
          style={{ width: `${width + 16}px`, height: `${height + 16}px`, transform: `scale(${is})` }}
        >
          {children}
        </div>
      </div>
    </div>
  )
}
