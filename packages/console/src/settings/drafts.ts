import { EarshotError } from '@earshot/sdk'
import type { MomentNote, PreviewInput } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { api } from '../api/client.ts'
import { noticeEnd } from '../session/session.ts'

/** How what is drawn is looked at. */
export interface View {
  as: 'place' | 'dialog'
  scheme: 'light' | 'dark'
  locale: string
}

/** Answers by the ids of the questions. */
export type Answers = Readonly<Record<string, string | number>>

/** What the page in the frame tells. */
type Told = { earshot?: string; is?: string } & Pick<KeyboardEventInit, 'key' | 'code' | 'ctrlKey' | 'metaKey'>

type Notes = (notes: { errors: readonly MomentNote[]; warnings: readonly MomentNote[] }) => unknown

/** Until the hands rest. */
const REST_MS = 200

/** One frame that drafts are shown in, from when it is there until it is gone. */
class Shown {
  readonly frame: HTMLIFrameElement
  readonly tell: (state: { error?: unknown; ready?: boolean }) => void
  view: View
  answers: Answers | undefined
  notes: Notes | undefined
  id: string | undefined
  /** Whether the page in the frame listens already. */
  listens = false
  asked: Omit<PreviewInput, 'id'> | undefined
  /** What was shown last, and until when. */
  last: Omit<PreviewInput, 'id'> | undefined
  ends = 0
  busy = false
  timer = 0

  constructor(frame: HTMLIFrameElement, view: View, tell: Shown['tell']) {
    this.frame = frame
    this.view = view
    this.tell = tell
  }

  /** Shows these drafts soon, and the last of several. */
  show(drafts: Omit<PreviewInput, 'id'>, rest = REST_MS): void {
    this.asked = drafts
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.send(), rest)
  }

  look(view: View): void {
    this.view = view
    // The server lets go of what nobody changed for an hour.
    if (this.last && Date.now() > this.ends) this.show(this.last)
    else if (this.listens) this.reload()
  }

  hear = ({ data, origin, source }: MessageEvent<Told | undefined>): void => {
    if (origin !== location.origin || source !== this.frame.contentWindow || data?.earshot !== 'preview') return
    if (data.is === 'key') return this.press(data)
    if (data.is !== 'ready') return
    const first = !this.listens
    this.listens = true
    this.tell({ ready: true })
    // What changed while the page came was told to nobody.
    if (first) this.reload()
    else this.answer()
  }

  /** What was pressed in the frame was meant for this page: it is a key here as any other. */
  private press({ key = '', code = '', ctrlKey = false, metaKey = false }: Told): void {
    const how = { key, code, ctrlKey, metaKey, bubbles: true, cancelable: true }
    this.frame.dispatchEvent(new KeyboardEvent('keydown', how))
  }

  /** Answers, so that what is asked then can be seen. */
  private answer(): void {
    const { answers } = this
    if (answers) this.frame.contentWindow?.postMessage({ earshot: 'preview', do: 'answer', answers }, location.origin)
    this.answers = undefined
  }

  /** Answers now, or as soon as there is something to answer. */
  reply(answers: Answers | undefined): void {
    this.answers = answers
    if (this.listens && !this.asked && !this.busy) this.answer()
  }

  private reload(): void {
    this.frame.contentWindow?.postMessage({ earshot: 'preview', do: 'reload', ...this.view }, location.origin)
  }

  private async send(): Promise<void> {
    if (this.busy || !this.asked) return
    const { asked, id } = this
    this.asked = undefined
    this.busy = true
    try {
      const shown = await api.moments.preview({ ...asked, ...(id ? { id } : {}) })
      this.tell({ error: undefined })
      this.last = asked
      this.ends = Date.parse(shown.expiresAt)
      this.notes?.(shown)
      if (shown.id === id) this.look(this.view)
      else this.open(shown.id, shown.url)
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      noticeEnd(error)
      // What cannot be drawn yet is said at its fields; what was drawn last stays.
      if (error.code === 'invalid') this.notes?.({ errors: error.errors, warnings: [] })
      else this.tell({ error })
    } finally {
      this.busy = false
      if (this.asked) void this.send()
    }
  }

  private open(id: string, url: string): void {
    this.id = id
    this.listens = false
    this.tell({ ready: false })
    // The server may know itself by another name than this page does.
    this.frame.src = `${new URL(url).pathname}?${new URLSearchParams({ ...this.view })}`
  }
}

/** Has `frame` show drafts in the real widget, as they are typed. */
export function useDrafts(
  frame: RefObject<HTMLIFrameElement | null>,
  drafts: Omit<PreviewInput, 'id'>,
  view: View,
  onNotes: Notes | undefined,
  answers: Answers | undefined,
) {
  const error = useSignal<unknown>(undefined)
  const ready = useSignal(false)
  const shown = useRef<Shown | undefined>(undefined)
  const text = JSON.stringify(drafts)
  const seen = JSON.stringify(view)
  const said = JSON.stringify(answers)
  useEffect(() => {
    const one = (shown.current = new Shown(frame.current!, view, (state) => {
      if ('error' in state) error.value = state.error
      if (state.ready !== undefined) ready.value = state.ready
    }))
    addEventListener('message', one.hear)
    one.notes = onNotes
    one.show(drafts, 0)
    return () => {
      clearTimeout(one.timer)
      removeEventListener('message', one.hear)
    }
  }, [])
  const first = useRef(true)
  useEffect(() => {
    shown.current!.notes = onNotes
  })
  useEffect(() => {
    if (!first.current) shown.current!.show(drafts)
  }, [text])
  useEffect(() => {
    if (!first.current) shown.current!.look(view)
    first.current = false
  }, [seen])
  useEffect(() => shown.current!.reply(answers), [said])
  return { error: error.value, ready: ready.value, again: () => shown.current!.show(drafts, 0) }
}
