import { endpoints } from '../../../core/api/contract.ts'
import { SendReportRequest } from '../../../core/api/report-contract.ts'
import type { Reports } from '../../reports/reports.ts'
import { problem } from '../problem.ts'
import { json, type RouteKit } from '../route-kit.ts'

/** Telling the office that something is wrong in one's data, and reading what it says to that. */
export function registerReportRoutes(
  { serve, withSession, withBody, sessions, now }: RouteKit,
  { reports }: { readonly reports: Reports },
): void {
  serve(endpoints.sendReport, (c) =>
    withBody(c, SendReportRequest, (report) =>
      withSession(c, sessions.find, async ({ person_id: personId }) => {
        const sent = await reports.send(personId, report, now())
        if (sent.ok) return json(sent.value)
        const { code, ...details } = sent.error
        return problem(code, details)
      }),
    ),
  )

  serve(endpoints.readReports, (c) =>
    withSession(c, sessions.find, async ({ person_id: personId }) =>
      json({ reports: await reports.list(personId) }),
    ),
  )
}
