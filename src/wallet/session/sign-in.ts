import type { accountEndpoints, SignInStep } from '../../core/api/account-contract.ts'
import type { IssuerConnection } from '../../core/api/request.ts'
import { type BodyOf, request } from '../../core/api/request.ts'
import { openWallet } from '../cards/read-wallet.ts'
import { sealState } from '../cards/wallet-state.ts'
import { writeIfUnchanged } from '../database/compare-and-set.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { obtainDeviceKey } from '../sealing/device-key.ts'
import { endSessionLeftOpen, forgetSessionLeftOpen } from './end-session.ts'

/** The endpoints by which a sign-in goes on: each answers with what is needed next. */
export type SignInEndpoint = (typeof accountEndpoints)[
  | 'signIn'
  | 'setNewPassword'
  | 'transferDevice'
  | 'finishVneid'
  | 'signInWithPasskey']

/**
 * Takes one step of a sign-in, of whatever kind. On `done` the session is open (cookie), which is noted on the device; the cards
 * come with the refresh that the caller starts then.
 * @throws AppError the codes of the endpoint | network | database
 */
export async function takeSignInStep<E extends SignInEndpoint>(
  db: WalletDatabase,
  issuer: IssuerConnection,
  endpoint: E,
  body: BodyOf<E>,
): Promise<SignInStep> {
  await endSessionLeftOpen(db, issuer)
  const step: SignInStep = await request<SignInEndpoint>(issuer, endpoint, { body })
  if (step.next === 'done') await noteSignedIn(db)
  return step
}

/** Notes that the session is alive, so that refreshes run. */
export async function noteSignedIn(db: WalletDatabase): Promise<void> {
  await forgetSessionLeftOpen(db)
  const deviceKey = await obtainDeviceKey(db)
  for (let tries = 0; tries < 3; tries++) {
    const { state, stateRow } = await openWallet(db)
    // It may be another person: what the issuer has is new, whatever its ETag.
    const { snapshotEtag: _, ...rest } = state
    const row = await sealState(deviceKey, { ...rest, signedIn: true, signIns: (rest.signIns ?? 0) + 1 })
    if (await writeIfUnchanged(db, stateRow, [], (tx) => tx.objectStore('state').put(row))) return
  }
}
