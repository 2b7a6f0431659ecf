import { describe, expect, it } from 'vitest'
import { accountEndpoints } from '../../../../src/core/api/account-contract.ts'
import type { IssuerConnection } from '../../../../src/core/api/request.ts'
import { AppError } from '../../../../src/core/app-error.ts'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import {
  endSession,
  endSessionLeftOpen,
  noteSessionToEnd,
} from '../../../../src/wallet/session/end-session.ts'
import { noteSignedIn, takeSignInStep } from '../../../../src/wallet/session/sign-in.ts'
import { signOut } from '../../../../src/wallet/session/sign-out.ts'
import { noTimer } from '../../../support/issuer/no-timer.ts'
import { createMemoryCaches } from '../../../support/wallet/memory-caches.ts'
import { openTestDatabase } from '../../../support/wallet/test-wallet.ts'

/** An issuer that can be out of reach, and remembers what it was asked. */
function createIssuer() {
  const state = { isReachable: true, asked: [] as string[] }
  const answer = async (path: RequestInfo | URL, init: RequestInit = {}) => {
    if (!state.isReachable) throw new TypeError('no network')
    state.asked.push(`${init.method} ${path}`)
    if (init.method === 'DELETE') return new Response(null, { status: 204 })
    return Response.json({ next: 'done', account: { displayName: 'An' }, expiresAt: 2 })
  }
  const issuer: IssuerConnection = { fetch: answer, startTimer: noTimer, now: () => 1 }
  return Object.assign(state, { issuer })
}

const leaving = 'DELETE /api/session'

describe('the session after a sign-out', () => {
  it('is ended at once where the issuer is reached, and then only once', async () => {
    const db = await openTestDatabase()
    const { issuer, asked } = createIssuer()
    await endSession(db, issuer)
    await endSessionLeftOpen(db, issuer)
    expect(asked).toEqual([leaving])
  })

  it('is ended when there is a network again', async () => {
    const db = await openTestDatabase()
    const state = createIssuer()
    state.isReachable = false
    await endSession(db, state.issuer)
    await endSessionLeftOpen(db, state.issuer)
    state.isReachable = true
    await endSessionLeftOpen(db, state.issuer)
    await endSessionLeftOpen(db, state.issuer)
    expect(state.asked).toEqual([leaving])
  })

  it('is ended at the next start where the page was closed as soon as the wallet was wiped', async () => {
    const db = await openTestDatabase()
    const state = createIssuer()
    await noteSignedIn(db)
    await signOut(db, createMemoryCaches())
    await endSessionLeftOpen(db, state.issuer)
    expect(state.asked).toEqual([leaving])
  })

  it('is ended before another sign-in, whose own session stays', async () => {
    const db = await openTestDatabase()
    const state = createIssuer()
    state.isReachable = false
    await endSession(db, state.issuer)
    state.isReachable = true
    await takeSignInStep(db, state.issuer, accountEndpoints.signIn, { login: '0099990001', password: 'x' })
    await endSessionLeftOpen(db, state.issuer)
    expect(state.asked).toEqual([leaving, 'POST /api/session'])
  })

  it('is ended by another tab that signs in meanwhile, and the new one stays', async () => {
    const db = await openTestDatabase()
    const { issuer, asked } = createIssuer()
    await noteSessionToEnd(db)
    await takeSignInStep(db, issuer, accountEndpoints.signIn, { login: '0099990001', password: 'x' })
    // The first tab, which has waited for its worker.
    await endSessionLeftOpen(db, issuer)
    expect(asked).toEqual([leaving, 'POST /api/session'])
  })

  it('is still to be ended where the page was closed before a sign-in was noted', async () => {
    const db = await openTestDatabase()
    const { issuer, asked } = createIssuer()
    await noteSessionToEnd(db)
    const killed: WalletDatabase['transact'] = (names, mode, use) =>
      names.some((name) => name === 'state') && mode === 'readwrite'
        ? Promise.reject(new AppError('storage_unavailable'))
        : db.transact(names, mode, use)
    await expect(noteSignedIn({ ...db, transact: killed })).rejects.toThrow()
    await endSessionLeftOpen(db, issuer)
    expect(asked).toEqual([leaving])
  })

  it('stays where a sign-in came before it could be ended', async () => {
    const db = await openTestDatabase()
    const state = createIssuer()
    state.isReachable = false
    await endSession(db, state.issuer)
    await noteSignedIn(db)
    state.isReachable = true
    await endSessionLeftOpen(db, state.issuer)
    expect(state.asked).toEqual([])
  })
})
