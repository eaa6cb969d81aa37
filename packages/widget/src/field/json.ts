/**
 * JSON text of plain data, also on pages with Prototype.js 1.6, whose `Array.prototype.toJSON` makes `JSON.stringify`
 * write every array as a string: the replacer takes each value as it was before any `toJSON`.
 */
export function json(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name: string) {
    return this[name]
  })
}
