const sheets: CSSStyleSheet[] = []

/**
 * Called by every style sheet of this load unit as it loads (see shadow.ts of the build).
 *
 * @public imported by what the build generates
 */
export function add(text: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  sheets.push(sheet)
}

/** The style sheets of this load unit, for a shadow root to adopt; shared by all that do. */
export function adopted(): CSSStyleSheet[] {
  return sheets
}
