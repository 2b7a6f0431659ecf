import { expect, inject, it } from 'vitest'
import { accountEndpoints } from '../../../src/core/api/account-contract.ts'
import { type IssuerConnection, request } from '../../../src/core/api/request.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { loadSummary } from '../../../src/wallet/cards/read-wallet.ts'
import { refreshWallet } from '../../../src/wallet/refresh/refresh-wallet.ts'
import { endSession } from '../../../src/wallet/session/end-session.ts'
import { takeSignInStep } from '../../../src/wallet/session/sign-in.ts'
import { readSentCode } from '../../support/issuer/demo-inbox.ts'
import { openTestDatabase as openIssuerDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, readCookie, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { noTimer } from '../../support/issuer/no-timer.ts'
import { createMemoryCaches } from '../../support/wallet/memory-caches.ts'
import { openTestDatabase } from '../../support/wallet/test-wallet.ts'

/** The issuer in this very process, with the cookies that a browser would keep. */
function connect(test: TestIssuer): IssuerConnection {
  let cookie = ''
  return {
    fetch: async (path, { method, headers, body }) => {
      const answer = await test.request(path, { method, headers, cookie, ...(body && { body }) })
      if (answer.headers.has('Set-Cookie')) cookie = readCookie(answer)
      return answer
    },
    now: () => test.clock.now,
    startTimer: noTimer,
  }
}

it('signs in, fetches cards with their credentials, finds nothing newer, and signs out', async () => {
  const held = await openIssuerDatabase('sqlite', inject('postgresUrl'))
  const test = await createTestIssuer(held.database)
  const issuer = connect(test)
  const db = await openTestDatabase()
  const { login, password } = demoAccounts[0]
  const asked = await takeSignInStep(db, issuer, accountEndpoints.signIn, { login, password })
  if (asked.next !== 'take-over') throw new Error(asked.next)
  const { ticket } = asked
  const code = await readSentCode(test, () =>
    request(issuer, accountEndpoints.sendDeviceTransferCode, { body: { ticket } }),
  )
  const step = await takeSignInStep(db, issuer, accountEndpoints.transferDevice, { ticket, code })
  expect(step.next).toBe('done')
  const refresh = () =>
    refreshWallet(
      {
        db,
        issuer,
        roots: [demoRoot],
        readShippedTrustList: async () => undefined,
        caches: createMemoryCaches(),
        renderQr: () => ({ path: '', size: 21 }),
        onChange: () => {},
      },
      { force: true },
    )
  expect(await refresh()).toMatchObject({ kind: 'fresh' })
  const { cards } = await loadSummary(db)
  expect(cards.length).toBeGreaterThan(0)
  expect(cards.map(({ credential }) => credential !== undefined)).not.toContain(false)
  expect(await refresh()).toMatchObject({ kind: 'unchanged' })
  await endSession(db, issuer)
  expect(await refresh()).toMatchObject({ kind: 'not_signed_in' })
  await held.dispose()
})
