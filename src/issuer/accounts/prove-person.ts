import type { PasskeyAnswer } from '../../core/api/passkey-contract.ts'
import { err, type Result } from '../../core/result.ts'
import type { PasskeyError, Passkeys } from '../passkeys/passkeys.ts'
import type { Reauthenticate, ReauthenticationError } from './reauthenticate.ts'

/** Why whoever has the session did not prove to be the person. */
export type ProofError = ReauthenticationError | { readonly code: PasskeyError }

export type ProofServices = { readonly reauthenticate: Reauthenticate; readonly passkeys: Passkeys }

/**
 * Whether the person is there, beside the session: by the password, or by a passkey that this session was
 * asked for.
 */
export async function provePerson(
  { reauthenticate, passkeys }: ProofServices,
  asked: { readonly origin: string; readonly sessionId: string; readonly personId: number },
  proof: { readonly password: string } | { readonly passkey: PasskeyAnswer },
  now: number,
): Promise<Result<void, ProofError>> {
  if ('password' in proof) return reauthenticate(asked.personId, proof.password, now)
  const proven = await passkeys.prove({ ...asked, credential: proof.passkey }, now)
  return proven.ok ? proven : err({ code: proven.error })
}
