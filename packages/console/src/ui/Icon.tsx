import type { SVGAttributes } from 'preact'
import * as css from './Icon.css.ts'

/** Strokes on a field of 16 by 16. */
const PATHS = {
  inbox: 'M2.5 9.5 4.4 3h7.2l1.9 6.5M2.5 9.5h3l1 2h3l1-2h3v3.5h-11z',
  complaint:
    'M8 2.5c3.3 0 6 2.2 6 5s-2.7 5-6 5c-.7 0-1.3-.1-1.9-.3L3 13.5l.6-2.6C2.6 10 2 8.8 2 7.5c0-2.8 2.7-5 6-5ZM8 5v3M8 9.7v.1',
  approve: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.5 8.2l1.8 1.8 3.3-3.8',
  call: 'M5.5 2.5 7 5.5 5.6 7c.7 1.5 1.9 2.7 3.4 3.4L10.5 9l3 1.5v2c0 .6-.5 1-1 1C7 13.5 2.5 9 2.5 3.5c0-.5.4-1 1-1z',
  task: 'M3 3.5h10v9H3zM5.5 8l1.7 1.7L10.7 6',
  capture: 'M8 3.5v9M3.5 8h9',
  customer: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8ZM2.8 13.5c.6-2.3 2.7-3.6 5.2-3.6s4.6 1.3 5.2 3.6',
  product: 'M8 2.2 13.5 5v6L8 13.8 2.5 11V5zM2.5 5 8 7.8 13.5 5M8 7.8v6',
  solution: 'M6 12.5h4M6.5 14.2h3M5.9 10.4C4.7 9.6 4 8.3 4 6.9 4 4.7 5.8 3 8 3s4 1.7 4 3.9c0 1.4-.7 2.7-1.9 3.5z',
  dashboard: 'M2.5 13.5h11M4.5 11V8M8 11V4M11.5 11V6.5',
  settings:
    'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM6 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.2 3.2',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  close: 'm3.5 3.5 9 9M12.5 3.5l-9 9',
  back: 'M9.5 3 4.5 8l5 5',
  next: 'm6.5 3 5 5-5 5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  check: 'm3 8.5 3.3 3.3L13 5',
  photo: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 3 3 2-2 3 3M10.5 6.5h.1',
  label: 'M2.5 2.5h5l6 6-5 5-6-6zM5.3 5.3h.1',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1v-5z',
  star: 'm8 2.5 1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.2 4.6 13l.7-3.8L2.5 6.5 6.3 6z',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 5v3.2l2 1.3',
  warn: 'M8 2.5 14.2 13H1.8zM8 6.5v3M8 11.2v.1',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3',
  link: 'M6.8 9.2a2.5 2.5 0 0 0 3.5 0l2.3-2.3a2.5 2.5 0 0 0-3.5-3.5l-.9.9M9.2 6.8a2.5 2.5 0 0 0-3.5 0L3.4 9.1a2.5 2.5 0 0 0 3.5 3.5l.9-.9',
  note: 'M3.5 2.5h9v7l-4 4h-5zM8.5 13.5v-4h4',
  send: 'M2.5 8 13.5 3l-3 10.5-3-4.5zM7.5 9l6-6',
  edit: 'M3 13l.7-2.8 7-7 2.1 2.1-7 7z',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.2 4.5l.6 9h6.4l.6-9',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  download: 'M8 2.5v7M4.8 6.7 8 9.9l3.2-3.2M3 13h10',
  external: 'M6.5 3h-3.5v10h10V9.5M9.5 3H13v3.5M13 3 7.5 8.5',
  person: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8ZM2.8 13.5c.6-2.3 2.7-3.6 5.2-3.6s4.6 1.3 5.2 3.6',
  up: 'M8 13V3.5M4 7.5l4-4 4 4',
  phone: 'M5 2h6v12H5zM7.3 11.8h1.4',
  desktop: 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
  sun: 'M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 1.8v1.2M8 13v1.2M1.8 8H3M13 8h1.2M3.6 3.6l.9.9M11.5 11.5l.9.9M12.4 3.6l-.9.9M4.5 11.5l-.9.9',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6Z',
  undo: 'M6 3 2.8 6.2 6 9.4M3 6.2h6.2a3.6 3.6 0 0 1 0 7.2H6',
  redo: 'm10 3 3.2 3.2L10 9.4M13 6.2H6.8a3.6 3.6 0 0 0 0 7.2H10',
  grip: 'M6 3.5h.1M10 3.5h.1M6 8h.1M10 8h.1M6 12.5h.1M10 12.5h.1',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9',
  lower: 'M8 3v9.5M4 8.5l4 4 4-4',
} as const

export type IconName = keyof typeof PATHS

/** Those that say by their side where something leads, or comes from. */
const POINTS: ReadonlySet<IconName> = new Set(['back', 'next', 'undo', 'redo', 'send', 'external'])

/** A small drawing. It says nothing to a screen reader: what it stands for is said beside it. */
export function Icon({ name, size = 16, ...more }: { name: IconName; size?: number } & SVGAttributes<SVGSVGElement>) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      class={POINTS.has(name) ? css.points : undefined}
      {...more}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
