import type { SignInStep } from '../../../core/api/account-contract.ts'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import type { RefreshOutcome } from '../../../core/snapshot/refresh-outcome.ts'

/**
 * What stands between a person and a session here, another device for one, and how they show that the account
 * is theirs.
 */
export type DeviceTransferOffer = Extract<SignInStep, { next: 'take-over' }>

/** Where a sign-in stands. Tickets live here, in memory, and nowhere else. */
export type SignInState =
  | { at: 'start' }
  | { at: 'new-password'; ticket: string }
  | { at: 'take-over'; offer: DeviceTransferOffer }
  /** Signed in; the cards are being fetched. */
  | { at: 'fetching' }
  | { at: 'no-cards'; code: ErrorCode }
  | { at: 'arrived' }

export type SignInEvent =
  | { type: 'answered'; step: SignInStep }
  | { type: 'refused'; code: ErrorCode }
  | { type: 'fetched'; outcome: RefreshOutcome }
  | { type: 'fetch-again' }
  | { type: 'left' }

export const beginning: SignInState = { at: 'start' }

/** The state after an event. A refused step can be tried again, unless its ticket is used up. */
export function advance(state: SignInState, event: SignInEvent): SignInState {
  switch (event.type) {
    case 'answered':
      return afterStep(event.step)
    case 'refused':
      return event.code === 'ticket_expired' ? beginning : state
    case 'fetched':
      return afterFetch(event.outcome)
    case 'fetch-again':
      return { at: 'fetching' }
    case 'left':
      return beginning
  }
}

function afterStep(step: SignInStep): SignInState {
  if (step.next === 'done') return { at: 'fetching' }
  return step.next === 'new-password'
    ? { at: 'new-password', ticket: step.ticket }
    : { at: 'take-over', offer: step }
}

function afterFetch(outcome: RefreshOutcome): SignInState {
  if (outcome.kind === 'fresh' || outcome.kind === 'unchanged') return { at: 'arrived' }
  // The issuer has opened a session just now and knows of none: the browser has not kept its cookie.
  return { at: 'no-cards', code: outcome.kind === 'failed' ? outcome.code : 'cookies_unavailable' }
}
