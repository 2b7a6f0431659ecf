import { pictureLimits } from '../../core/api/picture-limits.ts'
import type { PictureKind } from '../../core/api/registration-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { OneTimeCodes } from '../one-time-codes/one-time-codes.ts'
import { cleanPicture, type PictureError } from '../pictures/clean-picture.ts'
import type { PictureStore } from '../pictures/picture-store.ts'
import type { Admission, Client, Refusal } from '../rate-limits/admission.ts'
import { createPhoneConfirmation } from './confirm-phone.ts'
import { createDeclarations, type RenderForm } from './declarations.ts'
import { createNumberLookUp } from './look-up-number.ts'
import { createPhoneProofs } from './phone-proofs.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/**
 * `own`: for one confirmed phone and number; `network`: for a client IP, which may be a whole ward's; `all`:
 * for everybody together.
 */
const LIMITS = {
  pictures: {
    own: { name: 'picture', uses: 60, window: DAY },
    network: { name: 'picture, address', uses: 300, window: HOUR },
  },
  filings: {
    own: { name: 'filing', uses: 30, window: DAY },
    network: { name: 'filing, address', uses: 100, window: HOUR },
  },
  forms: {
    own: { name: 'form', uses: 30, window: DAY },
    network: { name: 'form, address', uses: 100, window: HOUR },
  },
  status: {
    network: { name: 'status, address', uses: 60, window: HOUR },
    all: { name: 'status', uses: 20_000, window: HOUR },
  },
} as const

export type Registration = ReturnType<typeof createRegistration>

/** Everything between having no account and waiting for the office's decision. */
export function createRegistration(
  database: Database,
  parts: {
    readonly codes: OneTimeCodes
    readonly messages: OutgoingMessages
    readonly admission: Admission
    readonly pictures: PictureStore
    readonly renderForm: RenderForm
    /** Any secret of the issuer. */
    readonly secret: Uint8Array
  },
) {
  const { codes, messages, admission, pictures, renderForm, secret } = parts
  const proofs = createPhoneProofs(secret)
  const declarations = createDeclarations(database, { proofs, messages, renderForm })

  /** For whom a request is, if it may go ahead. */
  async function admit(
    kind: 'pictures' | 'filings' | 'forms',
    { phoneProof, ...client }: Client & { readonly phoneProof: string },
    now: number,
  ): Promise<Result<string, Refusal | { code: 'phone_proof_invalid' }>> {
    const subject = proofs.read(phoneProof, now)
    if (subject === undefined) return err({ code: 'phone_proof_invalid' })
    const { own, network } = LIMITS[kind]
    const admitted = await admission.admit({ client: network, own: [[own, subject]] }, client, now)
    return admitted.ok ? ok(subject) : admitted
  }

  return {
    phones: createPhoneConfirmation(database, { codes, messages, admission, proofs }),
    lookUpNumber: createNumberLookUp(database, admission),
    declarations,
    admit,

    /**
     * Takes a picture in for `subject`, if it can be decoded. `bytes` is undefined if there were too many.
     */
    async keepPicture(
      { subject, kind, bytes }: { subject: string; kind: PictureKind; bytes: Uint8Array | undefined },
      now: number,
    ): Promise<Result<string, PictureError | 'body_too_large'>> {
      if (bytes === undefined || bytes.length > pictureLimits.bytes) return err('body_too_large')
      const clean = await cleanPicture(bytes)
      return clean.ok ? ok(await pictures.save({ subject, kind, content: clean.value }, now)) : clean
    },

    /** Whether another status may be asked for. */
    admitStatus: (client: Client, now: number) =>
      admission.admit({ client: LIMITS.status.network, shared: [LIMITS.status.all] }, client, now),
  }
}
