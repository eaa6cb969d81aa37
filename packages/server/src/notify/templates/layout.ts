import { html, Html } from '../../pages/html.ts'

/** A part of a mail's body. */
export type Block = { is: 'text' | 'quote'; lines: string[] } | { is: 'button'; label: string; href: string }

const INK = '#1d1b16'
const SOFT = '#726c60'

/**
 * One quiet layout for every mail: a column, a line in the shop's colour, a button. Styles stand in the tags, as many
 * readers drop style sheets; nothing is loaded from anywhere, so that nobody learns whether it was opened.
 */
export function layout(mail: {
  language: string
  subject: string
  shop: string
  accent: string
  blocks: readonly Block[]
  foot: string
  /** Where the reader gets no more of them. */
  end?: { label: string; href: string } | undefined
}): string {
  const font = 'font-family:system-ui,-apple-system,Segoe UI,Noto Sans,Noto Sans CJK TC,Noto Sans CJK KR,sans-serif'
  return html`<!doctype html>
<html lang="${mail.language}" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${mail.subject}</title>
</head>
<body style="margin:0;padding:0;background:#f1eee8">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f1eee8"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #e6e1d7;border-top:4px solid ${mail.accent};border-radius:12px"><tr><td dir="auto" style="padding:26px 28px;${font};font-size:16px;line-height:1.55;color:${INK};text-align:start">
<p style="margin:0 0 20px;font-size:14px;font-weight:600;color:${SOFT}">${mail.shop}</p>
${mail.blocks.map((block) => shown(block, mail.accent))}
</td></tr></table>
<p dir="auto" style="max-width:560px;margin:16px auto 0;${font};font-size:13px;line-height:1.5;color:${SOFT}">${mail.foot}${mail.end && html`<br><a href="${mail.end.href}" style="color:${SOFT}">${mail.end.label}</a>`}</p>
</td></tr></table>
</body>
</html>
`.text
}

function shown(block: Block, accent: string): Html {
  if (block.is === 'button')
    return html`<p style="margin:24px 0 20px"><a href="${block.href}" style="display:inline-block;padding:12px 22px;border-radius:10px;background:${accent};color:${inkOn(accent)};font-weight:600;text-decoration:none">${block.label}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:${SOFT};word-break:break-all">${block.href}</p>
`
  const lines = block.lines.flatMap((line, i) => (i === 0 ? [line] : [new Html('<br>'), line]))
  if (block.is === 'quote')
    return html`<div dir="auto" style="margin:0 0 16px;padding:14px 16px;background:#f8f6f2;border:1px solid #e6e1d7;border-radius:10px">${lines}</div>
`
  return html`<p dir="auto" style="margin:0 0 16px">${lines}</p>
`
}

/** White or ink, whichever reads better on the shop's colour (WCAG 2.2 contrast). */
function inkOn(accent: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(accent.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.06 ? '#ffffff' : INK
}
