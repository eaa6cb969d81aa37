import * as crypto from 'node:crypto'
import { promisify } from 'node:util'

/*
 * Passwords are kept as argon2id in the PHC form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, which names its own
 * parameters, so that they can be raised without a migration.
 */

/** What OWASP's password storage cheat sheet asks for: 19 MiB, two passes, one lane. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const HASH_BYTES = 32

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

/**
 * The kept form of a password that nobody has: an unknown account takes as long as a known one, and the demo's staff are
 * there although nobody can sign in as they.
 */
export const NOBODYS = `$argon2id$v=19$m=${PARAMETERS.memory},t=${PARAMETERS.passes},p=${PARAMETERS.parallelism}$${base64(crypto.randomBytes(SALT_BYTES))}$${base64(crypto.randomBytes(HASH_BYTES))}`

/** Throws, saying what to install, where this Node cannot hash passwords. */
export function requireArgon2(): void {
  if (typeof crypto.argon2 === 'function') return
  throw new Error(
    `This is Node ${process.version}, which cannot hash passwords (crypto.argon2). Install Node 24.7 or newer.`,
  )
}

/** The form in which a password is kept. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.randomBytes(SALT_BYTES)
  const hash = await derive(password, { ...PARAMETERS, salt, length: HASH_BYTES })
  const { memory, passes, parallelism } = PARAMETERS
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`
}

/**
 * Whether a password is the one kept. Takes the same time whether it is right, wrong, or there is none to compare with.
 *
 * @param kept null for an account that does not exist or has no password; then it never is
 */
export async function verifyPassword(password: string, kept: string | null): Promise<boolean> {
  const parts = PHC.exec(kept ?? NOBODYS)
  if (!parts) throw new Error('A kept password is not in the form $argon2id$v=19$…: the row was changed by hand.')
  const [, memory, passes, parallelism, salt, hash] = parts as unknown as [string, ...string[]]
  const wanted = Buffer.from(hash!, 'base64')
  const found = await derive(password, {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt!, 'base64'),
    length: wanted.length,
  })
  return crypto.timingSafeEqual(found, wanted) && kept !== null
}

interface Derivation {
  memory: number
  passes: number
  parallelism: number
  salt: Buffer
  length: number
}

async function derive(password: string, { salt, length, ...costs }: Derivation): Promise<Buffer> {
  requireArgon2()
  // Keyboards compose the same letters in different ways (macOS writes 한 as three letters); both are one password.
  const message = password.normalize('NFKC')
  return promisify(crypto.argon2)('argon2id', { message, nonce: salt, tagLength: length, ...costs })
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
