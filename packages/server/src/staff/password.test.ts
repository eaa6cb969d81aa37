import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

it('keeps a password as salted argon2id, with the parameters that OWASP asks for', async () => {
  const [one, two] = [await hashPassword('correct horse'), await hashPassword('correct horse')]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(one).not.toBe(two)
  expect(await verifyPassword('correct horse', one)).toBe(true)
  expect(await verifyPassword('correct horse ', one)).toBe(false)
})

it('reads parameters other than its own from what was kept', async () => {
  const kept = await hashPassword('password')
  const [, , , , salt] = kept.split('$')
  expect(await verifyPassword('password', kept.replace('t=2', 't=3'))).toBe(false)
  expect(await verifyPassword('password', kept.replace(salt, `${'A'.repeat(21)}A`))).toBe(false)
})

it('finds no password right where none was set', async () => {
  expect(await verifyPassword('', null)).toBe(false)
})

it('says when a kept password was changed by hand', async () => {
  await expect(verifyPassword('x', 'plain')).rejects.toThrow(/changed by hand/)
})
