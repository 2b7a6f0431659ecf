import { inboxEndpoints } from '../../core/api/inbox-contract.ts'
import { questionEndpoints } from '../../core/api/question-contract.ts'
import {
  type DeclarationRequest,
  IDEMPOTENCY_HEADER,
  PHONE_PROOF_HEADER,
  pictureKinds,
  registrationEndpoints,
} from '../../core/api/registration-contract.ts'
import { reportEndpoints } from '../../core/api/report-contract.ts'
import type { IssuerConnection } from '../../core/api/request.ts'
import { request } from '../../core/api/request.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'
import type { ItemToSend, Sender, Senders } from './send-outbox.ts'

/** A picture of 400 KB over a bad connection: 27 kbit/s. */
const UPLOAD_LIMIT_MS = 120_000

/**
 * How each kind is sent. `serviceRequest` is service-sender.ts, or what loads it: a page does without until
 * there is something for it to send.
 */
export const createOutboxSenders = (serviceRequest: Sender<'service-request'>): Senders => ({
  registration: async (issuer, item) => {
    const file = async (arrived: Readonly<Record<string, string>>) => {
      const pictures = await sendPictures(issuer, item, arrived)
      const headers = { [IDEMPOTENCY_HEADER]: item.id }
      const body = { ...item.payload, pictures }
      return request(issuer, registrationEndpoints.fileDeclaration, { headers, body })
    }
    const receipt = await file(item.notes).catch((cause) => {
      // The issuer keeps pictures that were sent ahead for a while only: send them anew, once.
      if (errorCodeOf(cause) !== 'invalid_fields' || Object.keys(item.notes).length === 0) throw cause
      return file({})
    })
    return { receipt, phoneProof: item.payload.phoneProof }
  },
  // The outbox sends nothing in nobody's name; an empty one would not leave the device.
  report: async (issuer, { id, personId = '', payload }) => {
    const body = { key: id, personId, ...payload }
    const { sentAt } = await request(issuer, reportEndpoints.sendReport, { body })
    return { sentAt }
  },
  question: async (issuer, { id, personId = '', payload }) =>
    request(issuer, questionEndpoints.sendQuestion, { body: { key: id, personId, ...payload } }),
  'read-marks': async (issuer, { personId = '', payload }) => {
    await request(issuer, inboxEndpoints.markInboxRead, { body: { personId, ids: [...payload.ids] } })
    return {}
  },
  'service-request': serviceRequest,
})

/** Sends the pictures that have not arrived yet, one after the other, and remembers each. */
async function sendPictures(
  issuer: IssuerConnection,
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
    const { picture } = await request(issuer, registrationEndpoints.uploadPicture, {
      params: { kind },
      headers: { [PHONE_PROOF_HEADER]: payload.phoneProof },
      upload: { type: 'image/jpeg', bytes },
      limitMs: UPLOAD_LIMIT_MS,
    })
    hashes[kind] = picture
    await remember()
  }
  const { portrait = '', front = '', back = '' } = hashes
  return { portrait, front, back }
}
