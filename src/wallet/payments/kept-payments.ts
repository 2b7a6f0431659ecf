import * as v from 'valibot'
import {
  type AskHouseholdPaymentRequest,
  PaymentsView,
  paymentEndpoints,
} from '../../core/api/payment-contract.ts'
import { type IssuerConnection, request } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'
import { fromBase64Url } from '../../core/bytes.ts'
import { verifyTrustList } from '../../core/credential/trust-list.ts'
import type { RootKey, TrustList } from '../../core/credential/trusted-keys.ts'
import { PAYMENT_KEYS } from '../../core/payment/payment-key-list.ts'
import { openWallet } from '../cards/read-wallet.ts'
import { signedInPerson } from '../cards/wallet-state.ts'
import { PAYMENTS_ROW } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { obtainTierB } from '../sealing/tier-b.ts'
import { isSealedTo } from '../sealing/wallet-key.ts'

/**
 * What was asked to be paid and what was received, as it came: a row of the store `drafts`, which is emptied
 * when somebody else signs in; it goes with what was issued when the device is withdrawn.
 */
const SCHEMA = 1
const ROW_PLACE = { store: 'drafts', id: PAYMENTS_ROW, schema: SCHEMA } as const

const Kept = v.object({ personId: v.string(), view: PaymentsView })

/** What this device has, with the list of keys that verifies. */
export type KeptPayments = {
  readonly personId: string
  readonly keys: TrustList
  readonly payments: PaymentsView['payments']
}

type Context = { readonly db: WalletDatabase; readonly roots: readonly RootKey[]; readonly now: number }

/** Who is signed in, as the snapshot names them; undefined for nobody. */
async function readPerson(db: WalletDatabase): Promise<string | undefined> {
  return signedInPerson((await openWallet(db)).state)
}

function verifyKeys(view: PaymentsView, { roots, now }: Pick<Context, 'roots' | 'now'>) {
  const bytes = fromBase64Url(view.keyList)
  return bytes.ok ? verifyTrustList(bytes.value, { roots, now, kind: PAYMENT_KEYS }) : bytes
}

/**
 * The newest list of payment keys that this device has seen; it stays when its person signs out, so that a
 * dropped key does not come back with the next. One that is over still counts.
 */
async function readNewestKeys({ db, roots }: Pick<Context, 'db' | 'roots'>): Promise<TrustList | undefined> {
  const row = await db.transact(['trust'], 'readonly', (tx) => tx.objectStore('trust').get('payment-keys'))
  if (row?.id !== 'payment-keys') return undefined
  const keys = await verifyTrustList(row.bytes, { roots, now: 0, kind: PAYMENT_KEYS })
  return keys.ok ? keys.value : undefined
}

/**
 * What this device has; undefined where there is nothing of the person who is signed in, or it does not
 * verify.
 * @throws AppError of the database
 */
export async function readPayments(context: Context): Promise<KeptPayments | undefined> {
  const { db } = context
  const record = await db.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').get(PAYMENTS_ROW))
  const personId = await readPerson(db)
  if (!record || personId === undefined) return undefined
  const opened = await (await obtainTierB(db)).open('drafts', record).catch(() => undefined)
  const kept = v.safeParse(Kept, opened)
  if (!kept.success || kept.output.personId !== personId) return undefined
  const { view } = kept.output
  const own = await verifyKeys(view, context)
  if (!own.ok) return undefined
  // Others may have asked on this device meanwhile: a key that was dropped since then draws nothing.
  const newest = await readNewestKeys(context)
  const keys = newest && newest.sequence > own.value.sequence ? newest : own.value
  return { personId, keys, payments: view.payments }
}

/**
 * Asks the issuer and keeps the answer. A list of payment keys that is older than the newest seen is refused.
 * @throws AppError of network or database, `answer_unverifiable`, `answer_outdated`
 */
export async function refreshPayments(
  issuer: IssuerConnection,
  context: Omit<Context, 'now'>,
): Promise<KeptPayments> {
  const { db, roots } = context
  const now = issuer.now()
  const personId = await readPerson(db)
  if (personId === undefined) throw new AppError('session_expired')
  const view = await request(issuer, paymentEndpoints.readPayments)
  const keys = await verifyKeys(view, { roots, now })
  if (!keys.ok) throw new AppError('answer_unverifiable')
  const { sequence } = keys.value
  const held = await readPayments({ ...context, now })
  const newest = Math.max((await readNewestKeys(context))?.sequence ?? -1, held?.keys.sequence ?? -1)
  if (newest > sequence) throw new AppError('answer_outdated')
  const tierB = await obtainTierB(db)
  // Whoever was asked about may have signed out meanwhile: nothing of theirs is kept then. A sign-out that
  // comes after this is seen by the key.
  if ((await readPerson(db)) !== personId) throw new AppError('session_expired')
  const sealed = await tierB.seal(ROW_PLACE, { personId, view })
  const bytes = fromBase64Url(view.keyList)
  await db.transact(['drafts', 'keys', 'trust'], 'readwrite', async (tx) => {
    if (!isSealedTo(await tx.objectStore('keys').get('wallet'), sealed)) throw new AppError('session_expired')
    await tx.objectStore('drafts').put(sealed)
    if (bytes.ok && sequence > newest)
      await tx.objectStore('trust').put({ id: 'payment-keys', bytes: bytes.value, sequence })
  })
  return { personId, keys: keys.value, payments: view.payments }
}

/**
 * Asks what the renewal of a household's cards costs to be asked for, in the name of who is signed in.
 * @throws AppError of network or database; `invalid_fields` where the issuer reckons another amount
 */
export async function askHouseholdPayment(
  issuer: IssuerConnection,
  db: WalletDatabase,
  asked: Omit<AskHouseholdPaymentRequest, 'personId'>,
): Promise<void> {
  const personId = await readPerson(db)
  if (personId === undefined) throw new AppError('session_expired')
  await request(issuer, paymentEndpoints.askHouseholdPayment, { body: { ...asked, personId } })
}

/** Asks again for what a request costs, once the time to pay it is over. @throws AppError of the network */
export async function askPaymentAgain(issuer: IssuerConnection, number: string): Promise<void> {
  await request(issuer, paymentEndpoints.askPaymentAgain, { params: { number } })
}
