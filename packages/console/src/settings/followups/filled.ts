/** A line with its `{placeholders}` filled in; what stands in `[brackets]` goes where a value in it is not known. */
export function filled(line: string, values: Readonly<Record<string, string>>): string {
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
  return fill(
    line.replaceAll(/\[([^\]]*)\]/g, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => values[name!]) ? part : '',
    ),
  )
}
