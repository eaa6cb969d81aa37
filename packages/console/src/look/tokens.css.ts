import { createGlobalTheme } from '@vanilla-extract/css'

/**
 * Everything that the console's look is made of. Colours are pairs for light and dark; each text colour reaches 4.5:1
 * on each ground that it stands on, also on its own soft ground.
 */
export const look = createGlobalTheme(':root', {
  color: {
    /** Words of customers, headings, figures. */
    ink: 'light-dark(#1d1b16, #ece8df)',
    /** Running text. */
    mid: 'light-dark(#57534a, #bdb7aa)',
    /** Beside the point: times, hints, labels. */
    soft: 'light-dark(#6e695e, #a09989)',
    /** Hairlines between things. */
    line: 'light-dark(#e8e4db, #302e28)',
    /** Edges of what can be written in or pressed: 3:1. */
    edge: 'light-dark(#8d877a, #77715f)',
    /** Where things lie on. */
    paper: 'light-dark(#ffffff, #1b1a17)',
    /** Around the paper. */
    ground: 'light-dark(#f8f6f2, #151411)',
    /** Under the pointer. */
    hover: 'light-dark(#f3f0ea, #24221e)',
    accent: 'light-dark(#14655a, #6cc7b5)',
    accentSoft: 'light-dark(#e7f1ee, #1a302b)',
    onAccent: 'light-dark(#ffffff, #0c221d)',
    /** Late, unhappy, failed. */
    warm: 'light-dark(#a84a22, #f09a76)',
    warmSoft: 'light-dark(#fbeee7, #3a231a)',
    /** Soon. */
    amber: 'light-dark(#7d5805, #ddb25f)',
    amberSoft: 'light-dark(#faf1da, #342a15)',
    amberMark: 'light-dark(#c79a2b, #c79a2b)',
    veil: 'light-dark(#1d1b1640, #00000080)',
  },
  font: {
    // The reader's system has a face for each script, and chooses among them by the language of the words.
    text: 'Inter, system-ui, -apple-system, "Segoe UI", sans-serif',
    mono: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  },
  /** From small print to figures of the dashboard. */
  size: {
    tiny: '0.75rem',
    small: '0.8125rem',
    text: '0.875rem',
    large: '0.9375rem',
    title: '1.125rem',
    words: '1.25rem',
    figure: '1.625rem',
  },
  weight: { text: '400', medium: '550', strong: '640' },
  /** Steps of four pixels. */
  space: { s1: '4px', s2: '8px', s3: '12px', s4: '16px', s5: '20px', s6: '24px', s8: '32px', s10: '40px' },
  radius: { small: '6px', medium: '8px', large: '12px', round: '999px' },
  shadow: {
    lift: '0 6px 20px -12px light-dark(#1d1b1633, #000a)',
    float: '0 16px 44px -12px light-dark(#1d1b1650, #000c)',
  },
  /** Of what must be pressed with a finger. */
  touch: '44px',
})

/** Where the layout changes: below `narrow` one pane at a time (phones), below `wide` no third pane. */
export const narrow = 'screen and (max-width: 760px)'
export const wide = 'screen and (max-width: 1180px)'
