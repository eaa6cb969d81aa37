import { look } from '../look/tokens.css.ts'

/** Values from 1 to 5 over time as a line, the last one marked. What it says stands beside it as words. */
export function Spark({ values, label, height = 44 }: { values: readonly number[]; label: string; height?: number }) {
  if (values.length < 2) return null
  const wide = 230
  const x = (i: number) => 4 + (i * (wide - 8)) / (values.length - 1)
  const y = (value: number) => height - 5 - ((value - 1) / 4) * (height - 10)
  const last = values.at(-1)!
  return (
    <svg
      viewBox={`0 0 ${wide} ${height}`}
      width="100%"
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path
        d={values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join(' ')}
        fill="none"
        stroke={look.color.accent}
        stroke-width="1.75"
        stroke-linejoin="round"
        vector-effect="non-scaling-stroke"
      />
      <circle cx={x(values.length - 1)} cy={y(last)} r="3.5" fill={last <= 3 ? look.color.warm : look.color.accent} />
    </svg>
  )
}
