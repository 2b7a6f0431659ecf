import type { accountEndpoints, SignInStep } from '../../core/api/account-contract.ts'
import type { passkeyEndpoints } from '../../core/api/passkey-contract.ts'
import type { IssuerConnection } from '../../core/api/request.ts'
import { type BodyOf, request } from '../../core/api/request.ts'
import { updateWallet } from '../cards/update-wallet.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { endSessionLeftOpen } from './end-session.ts'

/** The endpoints by which a sign-in goes on: each answers with what is needed next. */
export type SignInEndpoint =
  | (typeof accountEndpoints)['signIn' | 'setNewPassword' | 'transferDevice' | 'finishVneid']
  | (typeof passkeyEndpoints)['signInWithPasskey']

/**
 * Takes one step of a sign-in, of whatever kind. On `done` the session is open (cookie), which is noted on
 * the device; the cards come with the refresh that the caller starts then.
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

/** Notes that the session is alive, so that refreshes run. @throws AppError of the database */
export async function noteSignedIn(db: WalletDatabase): Promise<void> {
  await updateWallet(db, ({ state: { snapshotEtag, signIns = chooseFirst(), ...rest } }) => ({
    // It may be another person: what the issuer has is new, whatever its ETag.
    state: { ...rest, signedIn: true, signIns: signIns + 1 },
    // The session that is open now is one that somebody wants; a sign-out comes before that or after it.
    also: { stores: ['preferences'], write: (tx) => tx.objectStore('preferences').delete('end-session') },
  }))
}

/** A sign-out takes the last number along; what began before it must not know the next sign-in for its own. */
function chooseFirst(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}
