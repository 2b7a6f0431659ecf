import { AppError } from '../../../core/app-error.ts'
import type { Bytes } from '../../../core/bytes.ts'
import { filesOf, parseAnswers } from '../../../core/services/parse-answers.ts'
import type { Answers } from '../../../core/services/read-value.ts'
import type { Service } from '../../../core/services/service-pack.ts'
import { hashService } from '../../../core/services/service-request.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { queueItem } from '../../../wallet/outbox/outbox.ts'
import { draftNameOf, type ServiceDraft } from '../../../wallet/outbox/service-drafts.ts'
import { loadBlob } from '../../../wallet/sealing/blobs.ts'
import { announceOutboxChange } from '../../outbox/outbox-changes.ts'
import { sendNow } from '../../outbox/send-outbox.ts'
import { toAnswers } from './answers.ts'

/**
 * Puts a filled-in request into the outbox, which sends it once for its id, and begins sending.
 * @param proof that it is the person, where the service asks for it (`proveServiceRequest`)
 * @throws AppError as `queueRequest`
 */
export async function sendRequest(
  db: WalletDatabase,
  service: Service,
  draft: ServiceDraft,
  { day, proof }: { day: string; proof: string | undefined },
): Promise<void> {
  await queueRequest(db, service, draft, { day, proof, now: readClock() })
  announceOutboxChange()
  void sendNow(db).catch(() => {})
}

/**
 * Puts a filled-in request with its files into the outbox. What is hidden is not in it. The draft stays until
 * the issuer has taken it.
 * @param day in Vietnam
 * @throws AppError `invalid_fields` while something is wrong, `storage_damaged` where a file is gone,
 * `outbox_full` where too much waits; of the database
 */
export async function queueRequest(
  db: WalletDatabase,
  service: Service,
  draft: ServiceDraft,
  { day, proof, now }: { day: string; proof?: string | undefined; now: number },
): Promise<void> {
  const { definition } = service
  const { id, mends } = draft
  const answers = readAnswers(service, draft, day)
  const blobs: Record<string, Bytes> = {}
  for (const hash of filesOf(definition, answers)) {
    const bytes = await loadBlob(db, `draft/${draftNameOf(id)}`, hash)
    // What stays of a request that came back is with the issuer already.
    if (!bytes && !mends) throw new AppError('storage_damaged')
    if (bytes) blobs[hash] = bytes
  }
  const payload = {
    content: {
      service: definition.id,
      version: definition.version,
      definition: await hashService(service),
      day,
      answers,
    },
    files: Object.keys(blobs),
    ...(proof !== undefined && { proof }),
    ...(mends && { mends: mends.number }),
  }
  const item = { kind: 'service-request', payload, blobs, draft: draftNameOf(id) } as const
  const queued = await queueItem(db, item, { id, now })
  if (!queued.ok) throw new AppError(queued.error)
}

function readAnswers({ definition }: Service, { answers }: ServiceDraft, today: string): Answers {
  const parsed = parseAnswers(definition, toAnswers(definition, answers), { today })
  if (!parsed.ok) throw new AppError('invalid_fields')
  return parsed.value
}
