import { describe, expect, it } from 'vitest'
import { advance, beginning, type SignInState } from '../../../../../src/app/screens/sign-in/sign-in-steps.ts'

const ticket = 'a'.repeat(43)
const offer = {
  next: 'take-over',
  ticket,
  device: { name: 'Chrome, Android', usedAt: 1 },
  proof: 'code',
} as const
const done = { next: 'done', account: { displayName: 'An' }, expiresAt: 2 } as const
const takingOver: SignInState = { at: 'take-over', offer }

describe('the steps of a sign-in', () => {
  it('go where the issuer says, whichever comes first', () => {
    const password = advance(beginning, { type: 'answered', step: { next: 'new-password', ticket } })
    expect(password).toEqual({ at: 'new-password', ticket })
    expect(advance(password, { type: 'answered', step: offer })).toEqual(takingOver)
    expect(advance(takingOver, { type: 'answered', step: done })).toEqual({ at: 'fetching' })
  })

  it('stay where a try was refused, unless the ticket is used up', () => {
    expect(advance(takingOver, { type: 'refused', code: 'code_invalid' })).toBe(takingOver)
    expect(advance(takingOver, { type: 'refused', code: 'offline' })).toBe(takingOver)
    expect(advance(takingOver, { type: 'refused', code: 'ticket_expired' })).toEqual(beginning)
  })

  it('end with the cards, or say why there are none and try again', () => {
    const fetched = (outcome: Parameters<typeof advance>[1] & { type: 'fetched' }) =>
      advance({ at: 'fetching' }, outcome)
    expect(fetched({ type: 'fetched', outcome: { kind: 'fresh', at: 1 } })).toEqual({ at: 'arrived' })
    expect(fetched({ type: 'fetched', outcome: { kind: 'unchanged', at: 1 } })).toEqual({ at: 'arrived' })
    const failed = fetched({ type: 'fetched', outcome: { kind: 'failed', at: 1, code: 'timeout' } })
    expect(failed).toEqual({ at: 'no-cards', code: 'timeout' })
    expect(fetched({ type: 'fetched', outcome: { kind: 'not_signed_in', at: 1 } })).toEqual({
      at: 'no-cards',
      code: 'cookies_unavailable',
    })
    expect(advance(failed, { type: 'fetch-again' })).toEqual({ at: 'fetching' })
  })

  it('forget the ticket of whoever leaves the other device alone', () => {
    expect(advance(takingOver, { type: 'left' })).toEqual(beginning)
  })
})
