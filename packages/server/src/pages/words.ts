/** The reader's first language by the header; the weights are in order in every browser. */
export function firstLanguage(header: string | undefined): string {
  return /^[A-Za-z-]+/.exec(header?.trim() ?? '')?.[0] ?? 'en'
}
