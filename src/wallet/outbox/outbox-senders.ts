import {
  type DeclarationRequest,
  IDEMPOTENCY_HEADER,
  PHONE_PROOF_HEADER,
  pictureKinds,
  registrationEndpoints,
} from '../../core/api/registration-contract.ts'
import { reportEndpoints } from '../../core/api/report-contract.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'
import { askIssuer } from '../issuer/ask-issuer.ts'
import type { Issuer } from '../issuer/issuer-client.ts'
import type { ItemToSend, Senders } from './send-outbox.ts'

/** A picture of 400 KB over a bad connection: 27 kbit/s. */
const UPLOAD_LIMIT_MS = 120_000

/** How each kind is sent. */
export const outboxSenders: Senders = {
  registration: async (issuer, item) => {
    const file = async (arrived: Readonly<Record<string, string>>) => {
      const pictures = await sendPictures(issuer, item, arrived)
      const headers = { [IDEMPOTENCY_HEADER]: item.id }
      const body = { ...item.payload, pictures }
      return askIssuer(issuer, registrationEndpoints.fileDeclaration, body, { headers })
    }
    const receipt = await file(item.notes).catch((cause) => {
      // The issuer keeps pictures that were sent ahead for a while only: send them anew, once.
      if (errorCodeOf(cause) !== 'invalid_fields' || Object.keys(item.notes).length === 0) throw cause
      return file({})
    })
    return { receipt, phoneProof: item.payload.phoneProof }
  },
  report: async (issuer, { id, personId, payload }) => {
    const body = { key: id, personId, ...payload }
    const { sentAt } = await askIssuer(issuer, reportEndpoints.sendReport, body)
    return { sentAt }
  },
}

/** Sends the pictures that have not arrived yet, one after the other, and remembers each. */
async function sendPictures(
  issuer: Issuer,
  { payload, readBlob, note }: ItemToSend<'registration'>,
  arrived: Readonly<Record<string, string>>,
): Promise<DeclarationRequest['pictures']> {
  const hashes: Record<string, string> = { ...arrived }
  const remember = () => note(hashes, { done: Object.keys(hashes).length, total: pictureKinds.length + 1 })
  await remember()
  for (const kind of pictureKinds) {
    if (hashes[kind] !== undefined) continue
    const bytes = await readBlob(kind)
    if (!bytes) throw new AppError('storage_damaged')
    const { picture } = await askIssuer(issuer, registrationEndpoints.uploadPicture, undefined, {
      path: registrationEndpoints.uploadPicture.path.replace(':kind', kind),
      headers: { 'Content-Type': 'image/jpeg', [PHONE_PROOF_HEADER]: payload.phoneProof },
      bytes,
      limitMs: UPLOAD_LIMIT_MS,
    })
    hashes[kind] = picture
    await remember()
  }
  const { portrait = '', front = '', back = '' } = hashes
  return { portrait, front, back }
}
