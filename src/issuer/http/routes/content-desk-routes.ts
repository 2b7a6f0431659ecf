import {
  ContentDraftRequest,
  ContentEditRequest,
  ContentReleaseRequest,
  EDIT_BODY_LIMIT,
  PACK_BODY_LIMIT,
  RELEASE_BODY_LIMIT,
} from '../../../core/api/content-desk-contract.ts'
import { endpoints } from '../../../core/api/contract.ts'
import type { BackOffice } from '../../back-office/back-office.ts'
import type { ContentDesk } from '../../content/content-desk.ts'
import type { ContentError } from '../../content/content-drafts.ts'
import { answerError, dataHeaders, type ProblemCode, problem } from '../problem.ts'
import { json, noContent, type RequestContext, type RouteKit } from '../route-kit.ts'
import { createOfficerGuards, type OfficerHandle } from './officer-guards.ts'

/** What the problems of the content slice are on the wire. */
const problems: Record<ContentError, ProblemCode> = {
  pack_unknown: 'content_unreadable',
  pack_too_large: 'content_unreadable',
  pack_unreadable: 'content_unreadable',
  draft_unknown: 'not_found',
  draft_decided: 'content_decided',
  draft_stale: 'content_stale',
  draft_changed: 'content_changed',
  draft_restores: 'content_changed',
  draft_worse: 'content_worse',
  second_officer_needed: 'content_own',
  too_many_drafts: 'content_full',
  start_too_far: 'invalid_fields',
}

/**
 * What officers of the duty `content` do. Who they are is asked before a body is read, which may be large.
 */
export function registerContentDeskRoutes(
  kit: RouteKit,
  { office, contentDesk: desk }: { readonly office: BackOffice; readonly contentDesk: ContentDesk },
): void {
  const { serve, withBody, now } = kit
  const guards = createOfficerGuards(kit, office)
  const withWriter = (c: RequestContext, handle: OfficerHandle) => guards.withDuty(c, 'content', handle)
  const idOf = (c: RequestContext) => c.req.param('id') ?? ''

  serve(endpoints.readContentDesk, (c) =>
    withWriter(c, async (officer) => json(await desk.read(officer, now()))),
  )

  serve(endpoints.readContentFile, (c) =>
    withWriter(c, async () => {
      const sha256 = c.req.param('sha256') ?? ''
      const file = /^[0-9a-f]{64}$/.test(sha256) ? await desk.readFile(sha256) : undefined
      if (file === undefined) return problem('not_found')
      return new Response(file, { headers: { ...dataHeaders, 'Content-Type': 'application/octet-stream' } })
    }),
  )

  serve(endpoints.readContentDraft, (c) =>
    withWriter(c, async (officer) => {
      const draft = await desk.readDraft(officer, idOf(c), now())
      return draft === undefined ? problem('not_found') : json(draft)
    }),
  )

  serve(endpoints.writeContentDraft, (c) =>
    withWriter(c, (officer) => {
      if (!/^[A-Za-z0-9_-]{22,43}$/.test(idOf(c))) return problem('invalid_fields', { fields: ['id'] })
      return withBody(
        c,
        ContentDraftRequest,
        async (draft) => {
          const written = await desk.write(officer, idOf(c), draft, now())
          if (written.ok) return noContent()
          const { error } = written
          return error.code === 'too_many_requests' ? answerError(error) : problem(problems[error.code])
        },
        PACK_BODY_LIMIT,
      )
    }),
  )

  serve(endpoints.releaseContentDraft, (c) =>
    withWriter(
      c,
      guards.proven((officer) =>
        withBody(
          c,
          ContentReleaseRequest,
          async ({ restores, startsAt, ...seen }) => {
            const released = await desk.release(officer, { id: idOf(c), seen, restores, startsAt }, now())
            if (released.ok) return noContent()
            const { error } = released
            if (error.code === 'too_many_requests') return answerError(error)
            const code = problems[error.code]
            return code === 'invalid_fields' ? problem(code, { fields: ['startsAt'] }) : problem(code)
          },
          RELEASE_BODY_LIMIT,
        ),
      ),
    ),
  )

  serve(endpoints.withdrawContentDraft, (c) =>
    withWriter(c, async (officer) => {
      const withdrawn = await desk.withdraw(officer, idOf(c), now())
      return withdrawn.ok ? noContent() : problem(problems[withdrawn.error])
    }),
  )

  serve(endpoints.saveContentEdit, (c) =>
    withWriter(c, ({ id }) =>
      withBody(
        c,
        ContentEditRequest,
        async (edit) =>
          (await desk.edits.save(id, edit, now()))
            ? noContent()
            : problem('invalid_fields', { fields: ['name'] }),
        EDIT_BODY_LIMIT,
      ),
    ),
  )

  serve(endpoints.dropContentEdit, (c) =>
    withWriter(c, async ({ id }) => {
      await desk.edits.drop(id, c.req.param('pack') ?? '')
      return noContent()
    }),
  )
}
