import { describe, expect, it } from 'vitest'
import { fieldsOf, mailChange } from './fields.ts'

const none = fieldsOf({ by: null, from: null, replyTo: null, smtp: null, hook: null, changedAt: null })

describe('what is filled in about mail', () => {
  it('is sent whole for a server that is new', () => {
    const changes = { host: ' mail.example.com ', user: 'care', password: 'secret', fromAddress: 'care@shop.example' }
    expect(mailChange(changes, { ...none, ...changes })).toEqual({
      smtp: { host: 'mail.example.com', port: 587, security: 'starttls', user: 'care', password: 'secret' },
      from: { name: null, address: 'care@shop.example' },
    })
  })

  it('is otherwise what changed alone; an empty line is none, an empty password the one that there is', () => {
    expect(mailChange({ port: '465', security: 'tls', password: '' }, none)).toEqual({
      smtp: { port: 465, security: 'tls' },
    })
    expect(mailChange({ user: ' ', replyTo: '' }, none)).toEqual({ smtp: { user: null }, replyTo: null })
    const named = { ...none, fromName: 'Care', fromAddress: 'care@shop.example' }
    expect(mailChange({ fromName: 'Care' }, named)).toEqual({ from: { name: 'Care', address: 'care@shop.example' } })
    expect(mailChange({}, none)).toEqual({})
  })
})
