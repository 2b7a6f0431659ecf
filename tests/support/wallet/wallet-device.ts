import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import type { IssuerConnection } from '../../../src/core/api/request.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { readSentCode } from '../issuer/demo-inbox.ts'
import { readCookie, type TestIssuer } from '../issuer/issuer-fixture.ts'
import { noTimer } from '../issuer/no-timer.ts'
import { createMemoryCaches } from './memory-caches.ts'

/** A wallet, of today or of a release. */
export type WalletModule = typeof import('../../write/wallet-entry.ts')

/** The issuer in this very process, with the cookies that a browser would keep. */
function connect(test: TestIssuer) {
  let cookie = ''
  const issuer: IssuerConnection = {
    fetch: async (path, { method, headers, body }) => {
      const answer = await test.request(path, { method, headers, cookie, ...(body && { body }) })
      if (answer.headers.has('Set-Cookie')) cookie = readCookie(answer)
      return answer
    },
    now: () => test.clock.now,
    startTimer: noTimer,
  }
  return { issuer, readCookies: () => cookie }
}

export type WalletDevice = Awaited<ReturnType<typeof openDevice>>

/**
 * A device with a wallet on it, at an issuer in this process. Its database is a new one, or the one that
 * `bringData` has put there under the global `indexedDB`.
 */
export async function openDevice(test: TestIssuer, wallet: WalletModule, bringData?: () => Promise<void>) {
  globalThis.indexedDB = new IDBFactory()
  await bringData?.()
  const { issuer, readCookies } = connect(test)
  const db = await wallet.openWalletDatabase()
  const caches = createMemoryCaches()
  return {
    db,
    issuer,
    readCookies,
    /** As a person does on a browser that the account does not know: with the code from the message. */
    async signIn({ login, password } = demoAccounts[0]): Promise<string> {
      const { accountEndpoints, request, takeSignInStep } = wallet
      const asked = await takeSignInStep(db, issuer, accountEndpoints.signIn, { login, password })
      if (asked.next !== 'take-over') return asked.next
      const { ticket } = asked
      const code = await readSentCode(test, () =>
        request(issuer, accountEndpoints.sendDeviceTransferCode, { body: { ticket } }),
      )
      return (await takeSignInStep(db, issuer, accountEndpoints.transferDevice, { ticket, code })).next
    },
    refresh: () =>
      wallet.refreshWallet(
        {
          db,
          issuer,
          roots: [demoRoot],
          readShippedTrustList: async () => undefined,
          caches,
          renderQr: () => ({ path: '', size: 21 }),
          onChange: () => {},
        },
        { force: true },
      ),
    readCards: async () => (await wallet.loadSummary(db)).cards,
    /** Keeps a report of a mistake to be sent. */
    queueReport: (id: string) =>
      wallet.queueItem(
        db,
        { kind: 'report', payload: { row: { section: 'holder' }, mistake: 'wrong-name', text: 'Sai tên' } },
        { id, now: test.clock.now },
      ),
    send: () => wallet.sendOutbox({ db, issuer, senders: wallet.outboxSenders }),
    async signOut(): Promise<void> {
      await wallet.signOut(db, caches)
      await wallet.endSession(db, issuer)
    },
  }
}
