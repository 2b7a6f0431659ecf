import type { SignInStep } from '../core/api/account-contract.ts'
import { AppError } from '../core/app-error.ts'
import { obtainDeviceKey } from './device-key.ts'
import { endSessionLeftOpen, forgetSessionLeftOpen } from './end-session.ts'
import { writeIfUnchanged } from './guarded-write.ts'
import { type Issuer, postJson } from './issuer-client.ts'
import { openWallet } from './load-face.ts'
import type { WalletDatabase } from './wallet-database.ts'
import { sealState } from './wallet-state.ts'

/**
 * Signs in by number and password. The cards come with the refresh that the caller starts after `done`.
 * @param credentials `login`: 10 or 12 digits without blanks
 * @throws as `takeSignInStep`
 */
export function signIn(
  db: WalletDatabase,
  issuer: Issuer,
  credentials: { login: string; password: string },
): Promise<SignInStep> {
  return takeSignInStep(db, issuer, '/api/session', credentials)
}

/**
 * Takes one step of a sign-in, of whatever kind: those endpoints all answer with what is needed next. On `done` the session is open
 * (cookie), which is noted on the device.
 * @throws AppError the codes of the endpoint | network | database
 */
export async function takeSignInStep(
  db: WalletDatabase,
  issuer: Issuer,
  path: string,
  body: unknown,
): Promise<SignInStep> {
  await endSessionLeftOpen(db, issuer)
  const step = readStep(await postJson(issuer, path, body))
  if (step.next === 'done') await noteSignedIn(db)
  return step
}

/** The contract is the issuer's to keep; a portal that answers for it does not know these words. */
function readStep(answer: Readonly<Record<string, unknown>>): SignInStep {
  const { next } = answer
  if (next !== 'done' && next !== 'new-password' && next !== 'take-over')
    throw new AppError('answer_malformed')
  return answer as SignInStep
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
