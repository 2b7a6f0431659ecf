import { endpoints } from '../../../core/api/contract.ts'
import { MarkInboxReadRequest } from '../../../core/api/inbox-contract.ts'
import type { Inbox } from '../../inbox/inbox.ts'
import { problem } from '../problem.ts'
import { noContent, type RouteKit } from '../route-kit.ts'

/** Read marks of the inbox, which itself comes with the snapshot. */
export function registerReadMarkRoutes(
  { serve, withSession, withBody, sessions, now }: RouteKit,
  { inbox }: { readonly inbox: Inbox },
): void {
  serve(endpoints.markInboxRead, (c) =>
    withBody(c, MarkInboxReadRequest, (read) =>
      withSession(c, sessions.find, async ({ person_id: personId }) => {
        const marked = await inbox.markRead(personId, read, now())
        return marked.ok ? noContent() : problem(marked.error)
      }),
    ),
  )
}
