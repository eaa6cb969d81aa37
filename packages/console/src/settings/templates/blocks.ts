/** A paragraph, a quotation, or a button. */
export interface Block {
  kind: 'text' | 'quote' | 'button'
  text: string
}

/** The parts of a mail's body, as docs/mail.md tells how it is written, with placeholders filled in. */
export function blocks(body: string, values: Readonly<Record<string, string>>): Block[] {
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
  return body
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part): Block => {
      const button = /^\[([^\]]+)\]\(\{\w+\}\)$/.exec(part)
      if (button) return { kind: 'button', text: fill(button[1]!) }
      if (part.startsWith('>')) return { kind: 'quote', text: fill(part.replaceAll(/^> ?/gm, '')) }
      return { kind: 'text', text: fill(part) }
    })
}
