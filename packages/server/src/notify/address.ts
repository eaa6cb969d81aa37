import { domainToASCII } from 'node:url'

/** RFC 5321 §4.5.3.1.3 leaves 254 characters for an address between its brackets. */
const ADDRESS_MAX = 254

/** Nothing by which an address could end its header, name a second recipient or carry a display name of its own. */
const LOCAL = /^[^\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>()[\]\\,;:"@]{1,64}$/u

/**
 * A mail address as it is sent to: the domain in its ASCII form, lower case. Undefined for anything that is not
 * exactly one address; quoted local parts and address literals, which nobody has and forgers like, are not taken.
 */
export function mailAddress(typed: string): string | undefined {
  const address = typed.trim()
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(0, at))
  const domain = domainToASCII(address.slice(at + 1)).toLowerCase()
  if (!LOCAL.test(local) || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(domain) || domain.includes('..')) return undefined
  const made = `${local}@${domain}`
  return made.length <= ADDRESS_MAX ? made : undefined
}

/** One address for one mailbox: for counting, never for sending, as a server may tell upper from lower case. */
export function mailbox(address: string): string {
  return address.normalize('NFC').toLowerCase()
}

/** A sender as an operator writes it: `care@shop.example` or `Lumen & Loaf <care@shop.example>`. */
export function mailSender(typed: string): { name: string | undefined; address: string } | undefined {
  const named = /^(.*)<([^<>]*)>\s*$/s.exec(typed)
  const address = mailAddress(named ? named[2]! : typed)
  if (address === undefined || /[\r\n]/.test(typed.trim())) return undefined
  const name = named?.[1]!.trim().replace(/^"(.*)"$/, '$1')
  return { name: name === '' ? undefined : name, address }
}
