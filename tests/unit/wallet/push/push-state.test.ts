import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePush, type PushFacts, type PushMark } from '../../../../src/wallet/push/push-state.ts'

const marks = fc.record({
  endpointHash: fc.constantFrom('one', 'two', 'three'),
  key: fc.constantFrom('current', 'next'),
})
const held = fc.option(marks, { nil: undefined })
const facts: fc.Arbitrary<PushFacts> = fc.record({
  support: fc.constantFrom('none', 'home-screen', 'ready', 'ready', 'ready'),
  permission: fc.constantFrom('granted', 'granted', 'default', 'denied'),
  signedIn: fc.boolean(),
  wanted: fc.boolean(),
  browser: held,
  issuer: fc.oneof(
    fc.record({
      known: fc.constant(true as const),
      key: fc.option(fc.constantFrom('current', 'next'), { nil: undefined }),
      held,
    }),
    fc.record({ known: fc.constant(false as const), held }),
  ),
})

let endpoints = 0

/** What a step makes of the facts where it succeeds. */
function take(before: PushFacts): PushFacts {
  const { step } = judgePush(before)
  const { browser, issuer } = before
  if (step === 'unsubscribe') return { ...before, browser: undefined }
  if (step === 'subscribe' && issuer.known && issuer.key !== undefined)
    return { ...before, browser: { endpointHash: `new ${endpoints++}`, key: issuer.key } }
  if (step === 'save' && issuer.known) return { ...before, issuer: { ...issuer, held: browser } }
  if (step === 'end' && issuer.known) return { ...before, issuer: { ...issuer, held: undefined } }
  return before
}

function settle(before: PushFacts): { after: PushFacts; steps: number } {
  let after = before
  for (let steps = 0; steps < 10; steps++) {
    if (judgePush(after).step === undefined) return { after, steps }
    after = take(after)
  }
  throw new Error('never settled')
}

const isSame = (one: PushMark | undefined, other: PushMark | undefined) =>
  JSON.stringify(one) === JSON.stringify(other)

describe('the life of a push subscription', () => {
  const always = (holds: (after: PushFacts, before: PushFacts) => void) =>
    fc.assert(
      fc.property(facts, (before) => holds(settle(before).after, before)),
      { numRuns: 1000 },
    )

  it('settles from whatever is so, in four steps at most', () => {
    fc.assert(fc.property(facts, (before) => settle(before).steps <= 4))
  })

  it('is shown as on only where it is wanted, allowed, and the same on both sides', () => {
    always((after) => {
      if (judgePush(after).state !== 'on') return
      expect(after).toMatchObject({ support: 'ready', permission: 'granted', signedIn: true, wanted: true })
      expect(after.browser).toBeDefined()
      expect(isSame(after.browser, after.issuer.held)).toBe(true)
    })
  })

  it('is on wherever it is wanted and allowed and the issuer can be asked', () => {
    always((after) => {
      const { support, permission, signedIn, wanted, issuer } = after
      const may = support === 'ready' && permission === 'granted' && signedIn && wanted
      if (may && issuer.known && issuer.key !== undefined) {
        expect(judgePush(after).state).toBe('on')
        // Moved to the key of today.
        expect(after.browser?.key).toBe(issuer.key)
      }
    })
  })

  it('leaves nothing behind, in the browser or at the issuer, where it is not to be', () => {
    always((after) => {
      const { state } = judgePush(after)
      if (state === 'on' || state === 'connecting') return
      expect(after.browser).toBeUndefined()
      if (after.signedIn && after.issuer.known) expect(after.issuer.held).toBeUndefined()
    })
  })

  it('ends in the browser at a sign-out without a network', () => {
    always((_after, before) => {
      const signedOut = { ...before, signedIn: false, issuer: { known: false, held: undefined } } as const
      expect(settle(signedOut).after.browser).toBeUndefined()
    })
  })

  it('says that the permission was taken away', () => {
    const on: PushFacts = {
      support: 'ready',
      permission: 'granted',
      signedIn: true,
      wanted: true,
      browser: { endpointHash: 'one', key: 'current' },
      issuer: { known: true, key: 'current', held: { endpointHash: 'one', key: 'current' } },
    }
    expect(judgePush(on)).toEqual({ state: 'on' })
    expect(judgePush({ ...on, permission: 'denied' })).toEqual({ state: 'blocked', step: 'unsubscribe' })
    expect(judgePush({ ...on, permission: 'default' })).toEqual({ state: 'lapsed', step: 'unsubscribe' })
    expect(judgePush({ ...on, wanted: false }).state).toBe('off')
    expect(judgePush({ ...on, browser: undefined })).toEqual({ state: 'connecting', step: 'subscribe' })
    expect(judgePush({ ...on, issuer: { known: false, held: on.browser } })).toEqual({ state: 'on' })
    expect(judgePush({ ...on, issuer: { known: false, held: undefined } })).toEqual({ state: 'connecting' })
  })

  it('never shows on the switch what the next look would deny, whatever happens in between', () => {
    const events = fc.array(
      fc.oneof(
        fc.record({ permission: fc.constantFrom('granted', 'default', 'denied') }),
        fc.record({ wanted: fc.boolean() }),
        fc.record({ signedIn: fc.boolean() }),
        fc.constant({ browser: undefined }),
        fc.constantFrom('current', 'next').map((key) => ({ rotatedTo: key })),
        fc.constant({ removed: true }),
      ),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(facts, events, (first, happened) => {
        let now = settle(first).after
        for (const event of happened) {
          if ('rotatedTo' in event)
            now = now.issuer.known ? { ...now, issuer: { ...now.issuer, key: event.rotatedTo } } : now
          else if ('removed' in event) now = { ...now, issuer: { ...now.issuer, held: undefined } }
          else now = { ...now, ...(event as Partial<PushFacts>) }
          now = settle(now).after
          const { state, step } = judgePush(now)
          expect(step).toBeUndefined()
          if (state === 'on') expect(isSame(now.browser, now.issuer.held)).toBe(true)
          if (!['on', 'connecting'].includes(state)) expect(now.browser).toBeUndefined()
        }
      }),
    )
  })
})
