import { endpoints } from '../../../core/api/contract.ts'
import {
  ApproveService,
  RefuseService,
  ReturnService,
  serviceQueues,
} from '../../../core/api/service-desk-contract.ts'
import type { Bytes } from '../../../core/bytes.ts'
import type { Result } from '../../../core/result.ts'
import type { BackOffice } from '../../back-office/back-office.ts'
import type { PublicServices } from '../../service-desk/public-services.ts'
import type { DeskError } from '../../service-desk/service-desk.ts'
import { readQueuePlace } from '../../service-desk/service-queue.ts'
import { answerError, dataHeaders, problem } from '../problem.ts'
import { json, noContent, type RequestContext, type RouteKit } from '../route-kit.ts'
import { createOfficerGuards } from './officer-guards.ts'

/** What officers do with requests by public services; what belongs to another office is not there. */
export function registerServiceDeskRoutes(
  kit: RouteKit,
  { office, publicServices }: { readonly office: BackOffice; readonly publicServices: PublicServices },
): void {
  const { serve, withBody, now } = kit
  const { withDuty, proven } = createOfficerGuards(kit, office)
  const { desk, board } = publicServices
  const idOf = (c: RequestContext) => c.req.param('id') ?? ''

  serve(endpoints.listServiceFiles, (c) =>
    withDuty(c, 'files', async (officer) => {
      const queue = serviceQueues.find((each) => each === (c.req.query('queue') ?? 'open'))
      const text = c.req.query('after')
      const after = text === undefined || queue === undefined ? undefined : readQueuePlace(text, queue)
      if (queue === undefined || (text !== undefined && after === undefined)) {
        return problem('invalid_fields', { fields: ['queue', 'after'] })
      }
      return json(await desk.list(officer, { queue, after }, now()))
    }),
  )

  serve(endpoints.takeNextService, (c) =>
    withDuty(c, 'files', async (officer) => {
      const id = await desk.takeNext(officer, now())
      return id === undefined ? problem('not_found') : json({ id })
    }),
  )

  serve(endpoints.readServiceBoard, (c) =>
    withDuty(c, 'files', async (officer) => json(await board.read(officer, now()))),
  )

  serve(endpoints.readServiceFile, (c) =>
    withDuty(c, 'files', async (officer) => {
      const file = await desk.read(officer, idOf(c), now())
      return file === undefined ? problem('not_found') : json(file)
    }),
  )

  serve(endpoints.readServicePicture, (c) =>
    withDuty(c, 'files', async (officer) => {
      const sha256 = c.req.param('sha256') ?? ''
      if (!/^[0-9a-f]{64}$/.test(sha256)) return problem('not_found')
      const picture = await desk.readPicture(officer, { id: idOf(c), sha256 }, now())
      return picture === undefined ? problem('not_found') : binary(picture, 'image/jpeg')
    }),
  )

  serve(endpoints.readServiceSheet, (c) =>
    withDuty(c, 'files', async (officer) => {
      const sheet = await desk.readSheet(officer, idOf(c), now())
      return sheet === undefined ? problem('not_found') : binary(sheet, 'application/pdf')
    }),
  )

  serve(endpoints.claimService, (c) =>
    withDuty(c, 'files', async (officer) => answer(await desk.claim(officer, idOf(c), now()))),
  )
  serve(endpoints.releaseService, (c) =>
    withDuty(c, 'files', async (officer) => answer(await desk.release(officer, idOf(c), now()))),
  )

  serve(endpoints.returnService, (c) =>
    withBody(c, ReturnService, (returned) =>
      withDuty(c, 'files', async (officer) => answer(await desk.giveBack(officer, idOf(c), returned, now()))),
    ),
  )

  serve(endpoints.approveService, (c) =>
    withBody(c, ApproveService, ({ content, note }) =>
      withDuty(
        c,
        'files',
        proven(async (officer) => answer(await desk.approve(officer, { id: idOf(c), content, note }, now()))),
      ),
    ),
  )

  serve(endpoints.refuseService, (c) =>
    withBody(c, RefuseService, ({ awaitsPayment = false, reason, note }) =>
      withDuty(c, 'files', async (officer) =>
        answer(await desk.refuse(officer, { id: idOf(c), reason, note, awaitsPayment }, now())),
      ),
    ),
  )
}

function binary(body: Bytes, type: string): Response {
  return new Response(body, { headers: { ...dataHeaders, 'Content-Type': type } })
}

function answer(decided: Result<void, DeskError>): Response {
  return decided.ok ? noContent() : answerError(decided.error)
}
