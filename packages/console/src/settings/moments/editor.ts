import type { Moment, MomentEntry, MomentInput, MomentNote } from '@earshot/sdk/contract'
import { computed, effect, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { keep, recall } from '../../draft/draft.ts'
import { contentOf, same, tidy } from './differ.ts'
import { begin, redo, seal, step, undo } from './history.ts'
import { at, put } from './path.ts'

/** What was not saved when the page was left. */
export interface KeptDraft {
  /** The version that it was made from. */
  version: number
  moment: MomentInput
}

export function keptDraft(id: string): KeptDraft | undefined {
  const kept = recall(draftName(id)) as KeptDraft | undefined
  return kept && Array.isArray(kept.moment?.questions) ? kept : undefined
}

const draftName = (id: string) => `moment/${id}`

/** What deserves a look, by where it stands. */
export interface Notes {
  errors: readonly MomentNote[]
  warnings: readonly MomentNote[]
}

/** A moment while it is edited. */
export class Editing {
  readonly id: string
  /** The saved version that the edit is made from. */
  readonly base
  readonly #line
  readonly notes
  /** The language whose words are shown. */
  readonly language
  /** Place of the question that is open. */
  readonly open = signal<number | undefined>(undefined)
  /** Said to screen readers. */
  readonly said = signal('')
  /** Ids that were ever asked: what was said is kept by them. */
  readonly asked: () => readonly string[]

  constructor(entry: MomentEntry, base: Moment, draft: MomentInput, language: string) {
    this.id = entry.id
    this.base = signal(base)
    this.#line = signal(begin(draft))
    this.notes = signal<Notes>({ errors: [], warnings: entry.warnings })
    this.language = signal(language)
    this.asked = () => [...Object.keys(entry.asked), ...this.now.questions.map(({ id }) => id)]
  }

  get now(): MomentInput {
    return this.#line.value.now
  }

  readonly changed = computed((): boolean => !same(tidy(this.#line.value.now), tidy(contentOf(this.base.value))))
  readonly undoable = computed((): boolean => this.#line.value.past.length > 0)
  readonly redoable = computed((): boolean => this.#line.value.future.length > 0)

  /** What stands at a path of the moment. */
  at(path: string): unknown {
    return at(this.now, path)
  }

  /** Puts a value at a path; undefined takes away what stands there. @param tag as in `step` */
  put(path: string, value: unknown, tag?: string): void {
    this.change((moment) => put(moment, path, value), tag)
  }

  change(how: (moment: MomentInput) => MomentInput, tag?: string): void {
    this.#line.value = step(this.#line.value, how(this.now), tag)
  }

  readonly seal = (): void => void (this.#line.value = seal(this.#line.value))
  readonly undo = (): void => void (this.#line.value = undo(this.#line.value))
  readonly redo = (): void => void (this.#line.value = redo(this.#line.value))

  /** Goes on from a version that was saved. @param draft what is edited then; the version itself by default */
  rebase(base: Moment, draft: MomentInput = contentOf(base)): void {
    this.base.value = base
    if (!same(tidy(draft), tidy(this.now))) this.#line.value = step(this.#line.value, draft)
  }

  /** It was saved. @param sent what was; what was typed meanwhile is not */
  saved(base: Moment, sent: MomentInput): void {
    this.rebase(base, this.now === sent ? contentOf(base) : this.now)
  }

  /** Goes back to what is saved. It can be undone. */
  discard(): void {
    this.change(() => contentOf(this.base.peek()))
  }

  /** Takes what the server says of the draft. */
  told({ errors, warnings }: Notes): void {
    const bare = (note: MomentNote) => ({ ...note, path: note.path.replace(/^moment\./, '') })
    this.notes.value = { errors: errors.map(bare), warnings: warnings.map(bare) }
  }

  /** Keeps on this device what is not saved. @returns what ends it */
  keepDraft(): () => void {
    return effect(() => {
      const draft: KeptDraft | undefined = this.changed.value
        ? { version: this.base.value.version, moment: this.now }
        : undefined
      keep(draftName(this.id), draft)
    })
  }
}

/** What the fields of the editor share. */
export interface EditorContext {
  editing: Editing
  /** Languages of the site, its own first. */
  locales: readonly string[]
  /** Whether it can only be looked at. */
  readOnly: boolean
}

export const EditorContext = createContext<EditorContext | undefined>(undefined)

export function useEditor(): EditorContext {
  return useContext(EditorContext)!
}

/** What is wrong with the field at a path, or with what is below it. */
export function faultAt({ notes }: Editing, path: string): MomentNote | undefined {
  return notes.value.errors.find((note) => note.path === path || note.path.startsWith(`${path}.`))
}

/** What deserves a look there. */
export function warningAt({ notes }: Editing, path: string): MomentNote | undefined {
  return notes.value.warnings.find((note) => note.path === path && note.code !== 'text_missing')
}

/** Languages that have no words at a path. */
export function missingAt({ notes }: Editing, path: string): string[] {
  return notes.value.warnings.flatMap((note) =>
    note.code === 'text_missing' && note.path.startsWith(`${path}.`) && !note.path.slice(path.length + 1).includes('.')
      ? [note.path.slice(path.length + 1)]
      : [],
  )
}
