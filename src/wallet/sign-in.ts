import { AppError } from '../core/app-error.ts'
import { obtainDeviceKey } from './device-key.ts'
import { writeIfUnchanged } from './guarded-write.ts'
import { type Issuer, postJson, requestIssuer } from './issuer-client.ts'
import { openWallet } from './load-face.ts'
import type { WalletDatabase } from './wallet-database.ts'
import { sealState } from './wallet-state.ts'

/**
 * Signs in at the issuer (cookie) and notes it on the device. The cards come with the refresh that the caller starts next.
 * @param credentials `login`: 10 or 12 digits without blanks
 * @throws AppError `sign_in_failed` | `too_many_requests` | network | database
 */
export async function signIn(
  db: WalletDatabase,
  issuer: Issuer,
  credentials: { login: string; password: string },
): Promise<{ displayName: string }> {
  const answer = await postJson(issuer, '/api/session', credentials)
  await noteSignedIn(db)
  const account = answer['account']
  const named = typeof account === 'object' && account !== null && 'displayName' in account
  if (!named || typeof account.displayName !== 'string') throw new AppError('answer_malformed')
  return { displayName: account.displayName }
}

/** Notes that the session is alive, so that refreshes run. */
export async function noteSignedIn(db: WalletDatabase): Promise<void> {
  const deviceKey = await obtainDeviceKey(db)
  for (let tries = 0; tries < 3; tries++) {
    const { state, stateRow } = await openWallet(db)
    // It may be another person: what the issuer has is new, whatever its ETag.
    const { snapshotEtag: _, ...rest } = state
    const row = await sealState(deviceKey, { ...rest, signedIn: true })
    if (await writeIfUnchanged(db, stateRow, [], (tx) => tx.objectStore('state').put(row))) return
  }
}

/**
 * Ends the session at the issuer, best effort: offline the cookie simply lapses, and the wallet is wiped all the same.
 */
export async function endSession(issuer: Issuer): Promise<void> {
  await requestIssuer(issuer, '/api/session', { method: 'DELETE' }).catch(() => {})
}
