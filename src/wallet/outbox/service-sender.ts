import type { IssuerConnection } from '../../core/api/request.ts'
import { request } from '../../core/api/request.ts'
import { serviceSendingEndpoints } from '../../core/api/service-sending-contract.ts'
import { AppError } from '../../core/app-error.ts'
import type { ItemToSend, Sender } from './send-outbox.ts'

/** A picture of 400 KB over a bad connection: 27 kbit/s. */
const UPLOAD_LIMIT_MS = 120_000

/** Sends what was filled in for a public service: its files first, then the answers under the item's key. */
export const sendServiceRequest: Sender<'service-request'> = async (issuer, item) => {
  const { content, mends } = item.payload
  const file = async (arrived: Readonly<Record<string, string>>) => {
    await sendFiles(issuer, item, arrived)
    return sendContent(issuer, item)
  }
  const receipt = await file(item.notes).catch((cause) => {
    // The issuer keeps files that were sent ahead for a while only: send them anew, once.
    const isMissing = cause instanceof AppError && cause.reasons.includes('files-missing')
    if (!isMissing || Object.keys(item.notes).length === 0) throw cause
    return file({})
  })
  return { receipt, content, ...(mends !== undefined && { mends }) }
}

/** Sends the files of a request that have not arrived yet, one after the other, and remembers each. */
async function sendFiles(
  issuer: IssuerConnection,
  { payload: { files }, readBlob, note }: ItemToSend<'service-request'>,
  arrived: Readonly<Record<string, string>>,
): Promise<void> {
  const sent: Record<string, string> = { ...arrived }
  const remember = () => note(sent, { done: Object.keys(sent).length, total: files.length + 1 })
  await remember()
  for (const sha256 of files) {
    if (sent[sha256] !== undefined) continue
    const bytes = await readBlob(sha256)
    if (!bytes) throw new AppError('storage_damaged')
    await request(issuer, serviceSendingEndpoints.uploadServiceFile, {
      params: { sha256 },
      upload: { type: 'image/jpeg', bytes },
      limitMs: UPLOAD_LIMIT_MS,
    })
    sent[sha256] = ''
    await remember()
  }
}

/** The outbox sends nothing in nobody's name; an empty one would not leave the device. */
function sendContent(
  issuer: IssuerConnection,
  { id: key, personId = '', payload: { content, proof, mends } }: ItemToSend<'service-request'>,
) {
  const { service, version, definition, day, answers } = content
  if (mends !== undefined) {
    const params = { number: mends }
    return request(issuer, serviceSendingEndpoints.mendServiceRequest, {
      params,
      body: { key, personId, day, answers, ...(proof !== undefined && { proof }) },
    })
  }
  const body = {
    key,
    personId,
    service,
    version,
    definition,
    day,
    answers,
    ...(proof !== undefined && { proof }),
  }
  return request(issuer, serviceSendingEndpoints.sendServiceRequest, { body })
}
