/**
 * JSON text of plain data, also on pages with Prototype.js, whose `Array.prototype.toJSON` makes `JSON.stringify`
 * write every array as a string (https://github.com/prototypejs/prototype/issues/293). Undefined members are left out.
 */
export function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => json(item)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${json(member)}`).join(',')}}`
}
