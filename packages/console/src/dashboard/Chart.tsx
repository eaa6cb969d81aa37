import { useSignal } from '@preact/signals'
import type { Ref } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { look } from '../look/tokens.css.ts'
import { go } from '../shell/address.ts'
import { scheme } from '../shell/scheme.ts'
import { w } from '../words/words.ts'
import * as css from './Chart.css.ts'

type Values = readonly (number | null)[]

export interface ChartProps {
  label: string
  /** What stands below each point. */
  names: readonly string[]
  values: Values
  /** The period before, point beside point. */
  before?: Values
  band?: { low: Values; high: Values } | undefined
  bars?: boolean
  range: readonly [number, number]
  /** A value as it stands at the axis. */
  format: (value: number) => string
  /** A point in words. */
  say: (at: number) => string
  /** The rows behind a point. */
  to: (at: number) => string
  canvas?: Ref<HTMLCanvasElement>
}

/** Values over time. Arrow keys move over its points, and say them. A table beside it says all at once. */
export function Chart(props: ChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const last = props.values.findLastIndex((value) => value !== null)
  const at = useSignal<number | undefined>(undefined)
  const turn = useColours()
  const shape = JSON.stringify([props.names, props.values, props.before, props.band, props.range, turn])
  // After the figures: they can be read while it is drawn.
  useEffect(() => {
    const element = host.current!
    const made = draw(element, props, (idx) => (at.value = idx))
    chart.current = made
    const canvas = made.root.querySelector('canvas')
    if (props.canvas && typeof props.canvas === 'object') props.canvas.current = canvas
    const sized = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element
      if ((width !== made.width || height !== made.height) && width > 0 && height > 0) made.setSize({ width, height })
    })
    sized.observe(element)
    return () => {
      sized.disconnect()
      made.destroy()
    }
  }, [shape])
  const shown = Math.min(at.value ?? Math.max(0, last), props.names.length - 1)
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return go(props.to(shown))
    const end = props.names.length - 1
    const to = { ArrowRight: shown + 1, ArrowLeft: shown - 1, Home: 0, End: end }[event.key]
    if (to === undefined) return
    event.preventDefault()
    at.value = Math.min(end, Math.max(0, to))
    chart.current?.setCursor({ left: chart.current.valToPos(at.value, 'x'), top: 10 }, false)
  }
  const said = props.say(shown)
  return (
    <>
      <div
        ref={host}
        class={css.plot}
        role="slider"
        tabIndex={0}
        aria-label={props.label}
        aria-description={w().dashboard.chart.hint}
        aria-valuemin={0}
        aria-valuemax={props.names.length - 1}
        aria-valuenow={shown}
        aria-valuetext={said}
        onKeyDown={move}
        onClick={() => go(props.to(shown))}
      />
      <p class={css.readout} aria-hidden="true">
        {said}
      </p>
    </>
  )
}

/** Counts up whenever colours may have changed: a canvas does not follow by itself. */
function useColours(): number {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const queries = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query))
    const changed = () => setTurn((n) => n + 1)
    for (const query of queries) query.addEventListener('change', changed)
    return () => {
      for (const query of queries) query.removeEventListener('change', changed)
    }
  }, [])
  // Drawn anew when somebody chooses another, too.
  return turn + { auto: 0, light: 1000, dark: 2000 }[scheme.value]
}

/** Tokens as a canvas takes them: it knows nothing of the page's variables. */
export function coloursOf(element: HTMLElement) {
  const read = (token: string) => {
    element.style.color = token
    const { color } = getComputedStyle(element)
    element.style.color = ''
    return color
  }
  const { accent, soft, line, ink, paper } = look.color
  return { accent: read(accent), soft: read(soft), line: read(line), ink: read(ink), paper: read(paper) }
}

function draw(element: HTMLElement, props: ChartProps, onMove: (at: number | undefined) => void): uPlot {
  const colour = coloursOf(element)
  const font = `12px ${getComputedStyle(element).fontFamily}`
  const { values, before, band, bars, names } = props
  const few = values.length <= 31
  const axis = { stroke: colour.soft, font, grid: { stroke: colour.line, width: 1 }, ticks: { show: false } }
  const hidden = { stroke: 'transparent', width: 0, points: { show: false } }
  return new uPlot(
    {
      width: element.clientWidth || 300,
      height: element.clientHeight || 190,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
      padding: [8, 22, 0, 0],
      scales: {
        x: { time: false, range: () => (bars ? [-0.6, names.length - 0.4] : [0, Math.max(1, names.length - 1)]) },
        y: { range: () => [...props.range] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 26,
          gap: 6,
          incrs: [1, 2, 3, 5, 7, 10, 14, 28, 60],
          space: 56,
          values: (_, splits) => splits.map((split) => names[split] ?? ''),
        },
        {
          ...axis,
          size: 48,
          gap: 6,
          space: 34,
          incrs: [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000].filter(
            (step) => !bars || step >= 1,
          ),
          values: (_, splits) => splits.map((split) => props.format(split)),
        },
      ],
      series: [
        {},
        { ...hidden },
        { ...hidden },
        bars
          ? {
              fill: colour.accent,
              stroke: colour.accent,
              width: 0,
              paths: uPlot.paths.bars!({ size: [0.62, 28], radius: 0.2 }),
              points: { show: false },
            }
          : {
              stroke: colour.accent,
              width: 2,
              points: { show: few, size: 5, fill: colour.accent, stroke: colour.accent },
            },
        {
          stroke: colour.soft,
          width: 1.25,
          dash: [4, 4],
          points: { show: !bars && lone(before), size: 4, fill: colour.soft, stroke: colour.soft },
        },
      ],
      bands: band ? [{ series: [2, 1], fill: faint(colour.accent) }] : [],
      hooks: { setCursor: [({ cursor }) => onMove(cursor.idx ?? undefined)] },
    },
    [
      names.map((_, i) => i),
      filled(band?.low, names.length),
      filled(band?.high, names.length),
      filled(values, names.length),
      filled(before, names.length),
    ],
    element,
  )
}

/** Whether a value stands between none: no line goes through it. */
function lone(values: Values = []): boolean {
  return values.some((value, at) => value !== null && (values[at - 1] ?? values[at + 1] ?? null) === null)
}

function filled(values: Values | undefined, length: number): (number | null)[] {
  return Array.from({ length }, (_, i) => values?.[i] ?? null)
}

/** The same colour, hardly there. */
function faint(colour: string): string {
  return colour.replace(/^rgb\((.*)\)$/, 'rgb($1 / 0.14)').replace(/(\d+), (\d+), (\d+) \//, '$1 $2 $3 /')
}
