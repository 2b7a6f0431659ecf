import { expect, it } from 'vitest'
import { AppError } from '../../../../src/core/app-error.ts'
import { toBase64Url } from '../../../../src/core/bytes.ts'
import { issueTrustList } from '../../../../src/core/credential/trust-list.ts'
import { PAYMENT_KEYS } from '../../../../src/core/payment/payment-key-list.ts'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import { readPayments, refreshPayments } from '../../../../src/wallet/payments/kept-payments.ts'
import { noteSignedIn } from '../../../../src/wallet/session/sign-in.ts'
import { signOut } from '../../../../src/wallet/session/sign-out.ts'
import { DANGEROUS_KEYS } from '../../../support/vectors/keys.ts'
import { DAY, TRUST_LIST } from '../../../support/vectors/world.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

it('keeps nothing of whoever signs out while the answer is being sealed', async () => {
  const { db, caches, inputs, issuer: double, refresh } = await createTestWallet()
  const list = { ...TRUST_LIST, keys: [], expiresAt: double.now + DAY }
  const keyList = toBase64Url(await issueTrustList(list, DANGEROUS_KEYS.productionRoot, PAYMENT_KEYS))
  const issuer = { ...inputs.issuer, fetch: async () => Response.json({ keyList, payments: [] }) }
  await refresh()
  // In another tab, as late as can be.
  const transact: WalletDatabase['transact'] = async (stores, mode, use) => {
    if (mode === 'readwrite') await signOut(db, caches)
    return db.transact(stores, mode, use)
  }
  const asked = refreshPayments(issuer, { ...inputs, db: { ...db, transact } })
  await expect(asked).rejects.toMatchObject({ code: 'session_expired' })
  const drafts = await db.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').getAllKeys())
  expect(drafts).toEqual([])
})

it('a list of payment keys goes back for nobody who signs in on the device, also once it is over', async () => {
  const { db, caches, inputs, issuer: double, refresh } = await createTestWallet()
  let sequence = 2
  let lasts = 30 * DAY
  const issuer = {
    ...inputs.issuer,
    async fetch() {
      const list = { ...TRUST_LIST, sequence, keys: [], expiresAt: double.now + lasts }
      const keyList = toBase64Url(await issueTrustList(list, DANGEROUS_KEYS.productionRoot, PAYMENT_KEYS))
      return Response.json({ keyList, payments: [] })
    },
  }
  const ask = () =>
    refreshPayments(issuer, inputs).then(
      ({ keys }) => keys.sequence,
      (cause) => (cause instanceof AppError ? cause.code : String(cause)),
    )
  await refresh()
  expect(await ask()).toBe(2)
  lasts = DAY
  sequence = 3
  expect(await ask()).toBe(3)
  await signOut(db, caches)
  await noteSignedIn(db)
  await refresh()
  expect(await readPayments({ ...inputs, now: double.now })).toBeUndefined()
  lasts = 60 * DAY
  sequence = 2
  expect(await ask()).toBe('answer_outdated')
  double.now += 2 * DAY
  expect(await ask()).toBe('answer_outdated')
  sequence = 3
  expect(await ask()).toBe(3)
  // Another person of this device has asked since then.
  const newer = { ...TRUST_LIST, sequence: 4, keys: [], expiresAt: double.now + lasts }
  const bytes = await issueTrustList(newer, DANGEROUS_KEYS.productionRoot, PAYMENT_KEYS)
  const row = { id: 'payment-keys' as const, bytes, sequence: 4 }
  await db.transact(['trust'], 'readwrite', (tx) => tx.objectStore('trust').put(row))
  const kept = await readPayments({ ...inputs, now: double.now })
  expect(kept?.keys.sequence).toBe(4)
})
