import { signal } from '@preact/signals'
import type { welcome } from '../text/en/welcome.ts'

/** The steps of a new shop's first day, in order; each has an address. */
export const STEPS = [
  'shop',
  'look',
  'page',
  'mail',
  'team',
  'first',
] as const satisfies readonly (keyof (typeof welcome)['steps'])[]
export type StepName = (typeof STEPS)[number]

/** The step of an address; the first by default. */
export function stepOf(name: string | undefined): StepName {
  return STEPS.find((step) => step === name) ?? STEPS[0]
}

export function nextOf(step: StepName): StepName | undefined {
  return STEPS[STEPS.indexOf(step) + 1]
}

const KEY = 'earshot-welcome'

interface Kept {
  /** Steps that were gone on from, skipped ones not. */
  done: StepName[]
  /** Whether the owner was led here of themselves once. */
  led: boolean
}

function keptOf(site: string): Kept {
  try {
    return { done: [], led: false, ...(JSON.parse(localStorage.getItem(`${KEY}-${site}`) ?? '{}') as Partial<Kept>) }
  } catch {
    return { done: [], led: false }
  }
}

function keep(site: string, kept: Kept): void {
  try {
    localStorage.setItem(`${KEY}-${site}`, JSON.stringify(kept))
  } catch {
    // A browser that keeps nothing asks again; that is all.
  }
}

/** Counts what was done since the page was loaded, so that what shows it is drawn anew. */
const marks = signal(0)

export function stepsDone(site: string): readonly StepName[] {
  void marks.value
  return keptOf(site).done
}

export function markDone(site: string, step: StepName): void {
  const kept = keptOf(site)
  if (kept.done.includes(step)) return
  keep(site, { ...kept, done: [...kept.done, step] })
  marks.value += 1
}

/** Whether this browser has led here before; from now on it has. */
export function ledBefore(site: string): boolean {
  const kept = keptOf(site)
  if (!kept.led) keep(site, { ...kept, led: true })
  return kept.led
}
