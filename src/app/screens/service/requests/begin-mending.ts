import { type IssuerConnection, request } from '../../../../core/api/request.ts'
import { serviceEndpoints } from '../../../../core/api/service-contract.ts'
import { AppError } from '../../../../core/app-error.ts'
import { visiblePages } from '../../../../core/services/parse-answers.ts'
import type { Answers } from '../../../../core/services/read-value.ts'
import { listFields } from '../../../../core/services/service-definition.ts'
import { readReleasedService } from '../../../../core/services/service-pack.ts'
import { readClock } from '../../../../ui/browser/clock.ts'
import type { WalletDatabase } from '../../../../wallet/database/wallet-database.ts'
import {
  listServiceDrafts,
  type ServiceDraft,
  saveServiceDraft,
} from '../../../../wallet/outbox/service-drafts.ts'
import { toTyped } from '../fields/typed-answer.ts'
import type { OpenedPage } from '../use-pages.ts'
import { REVIEW } from '../use-pages.ts'

/**
 * Where a request that came back is mended: in the draft that was begun for it, or a new one of what the
 * issuer has. Pictures of the pages that went back are to be taken anew; this phone has them no longer.
 * @param number of the request
 * @throws AppError of the network or the database, `not_found`, `answer_malformed` for a definition that this
 * version cannot read
 */
export async function beginMending(
  db: WalletDatabase,
  issuer: IssuerConnection,
  number: string,
): Promise<OpenedPage> {
  const drafts = await listServiceDrafts(db)
  const begun = drafts.find(({ mends }) => mends?.number === number)
  if (begun) return placeOf(begun)
  const sent = await request(issuer, serviceEndpoints.readServiceRequest, { params: { number } })
  const service = readReleasedService({ definition: sent.written, texts: sent.texts })
  if (!service.ok || !sent.returned) throw new AppError('answer_malformed')
  const { definition } = service.value
  const { pages, note } = sent.returned
  const retaken = new Set(
    definition.pages
      .filter(({ id }) => pages.includes(id))
      .flatMap(({ fields }) => fields)
      .filter(({ type }) => type === 'pictures')
      .map(({ id }) => id),
  )
  const answers = sent.answers as Answers
  const asked = visiblePages(definition, answers, { today: sent.day }).map(({ id }) => id)
  const draft: ServiceDraft = {
    id: crypto.randomUUID(),
    service: definition.id,
    version: definition.version,
    answers: Object.fromEntries(
      listFields(definition).flatMap(({ id, type }) =>
        answers[id] === undefined || retaken.has(id) ? [] : [[id, toTyped(type, answers[id])]],
      ),
    ),
    page: pages[0] ?? REVIEW,
    changedAt: readClock(),
    mends: {
      number,
      closed: asked.filter((id) => !pages.includes(id)),
      ...(note !== undefined && { note }),
      written: sent.written,
      texts: sent.texts,
    },
  }
  await saveServiceDraft(db, draft)
  return placeOf(draft)
}

function placeOf({ id, service, page }: ServiceDraft): OpenedPage {
  return { service, draft: id, page }
}
