import { createHash, timingSafeEqual } from 'node:crypto'
import { endpoints } from '../../core/api/contract.ts'
import type { Endpoint } from '../../core/api/endpoint.ts'
import { API_ROOT, operationEndpoints } from '../../core/api/operation-endpoints.ts'
import type { BackOffice } from '../back-office/back-office.ts'
import type { Calls } from '../calls/calls.ts'
import type { PublicContent } from '../content/content.ts'
import type { ContentDesk } from '../content/content-desk.ts'
import type { Employers } from '../employers/employers.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { PushService } from '../push/push.ts'
import type { Questions } from '../questions/questions.ts'
import type { UnansweredQuestions } from '../questions/unanswered-questions.ts'
import type { Registration } from '../registration/registration.ts'
import type { Reports } from '../reports/reports.ts'
import type { PublicServices } from '../service-desk/public-services.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'
import type { StatusLists } from '../status-lists/status-lists.ts'
import type { TrustLists } from '../trust-list/trust-lists.ts'
import type { AppFiles } from './app-files.ts'
import { isHeldByClient } from './entity-tag.ts'
import { describeApi } from './openapi.ts'
import { dataHeaders, problem } from './problem.ts'
import type { Log } from './request-log.ts'
import {
  type Answer,
  type AppOptions,
  coseHeaders,
  createRouteKit,
  type IssuerApp,
  json,
  notModified,
  type RequestContext,
} from './route-kit.ts'
import { type AccountDetailsServices, registerAccountDetailsRoutes } from './routes/account-details-routes.ts'
import { registerBackOfficeRoutes } from './routes/back-office-routes.ts'
import { registerCallRoutes } from './routes/call-routes.ts'
import { registerContentDeskRoutes } from './routes/content-desk-routes.ts'
import { registerContentRoutes } from './routes/content-routes.ts'
import { type CredentialServices, registerCredentialRoutes } from './routes/credential-routes.ts'
import { type DeviceServices, registerDeviceRoutes } from './routes/device-routes.ts'
import { registerEmployerRoutes } from './routes/employer-routes.ts'
import { type PasskeyServices, registerPasskeyRoutes } from './routes/passkey-routes.ts'
import { type PaymentServices, registerPaymentRoutes } from './routes/payment-routes.ts'
import { registerPushRoutes } from './routes/push-routes.ts'
import { registerQuestionRoutes } from './routes/question-routes.ts'
import { registerReadMarkRoutes } from './routes/read-mark-routes.ts'
import { type RecoveryServices, registerRecoveryRoutes } from './routes/recovery-routes.ts'
import { registerRegistrationRoutes } from './routes/registration-routes.ts'
import { registerReportRoutes } from './routes/report-routes.ts'
import { registerServiceDeskRoutes } from './routes/service-desk-routes.ts'
import { registerServiceRoutes } from './routes/service-routes.ts'
import { registerSessionRoutes, type SessionServices } from './routes/session-routes.ts'
import { registerSnapshotRoutes } from './routes/snapshot-routes.ts'
import { registerUnansweredRoutes } from './routes/unanswered-routes.ts'
import { registerVneidRoutes, type VneidServices } from './routes/vneid-routes.ts'

export type Services = SessionServices &
  DeviceServices &
  VneidServices &
  PasskeyServices &
  RecoveryServices &
  AccountDetailsServices &
  CredentialServices & {
    readonly content: PublicContent
    readonly contentDesk: ContentDesk
    readonly reports: Reports
    readonly publicServices: PublicServices
    readonly questions: Questions
    readonly unanswered: UnansweredQuestions
    readonly calls: Calls
    readonly inbox: Inbox
    readonly push: PushService
    /** Absent where no account is configured. */
    readonly payment: PaymentServices | undefined
    readonly sessions: Sessions
    readonly registration: Registration
    readonly employers: Employers
    readonly office: BackOffice
    readonly snapshots: Snapshots
    readonly trustLists: TrustLists
    readonly statusLists: StatusLists
    readonly appFiles: AppFiles
    readonly log: Log
    readonly metrics: Metrics
    /** Unix seconds. */
    readonly now: () => number
    /** What keeps the service from answering; empty when it is ready. */
    readonly findErrors: () => Promise<string[]>
  }

/** Signed, and the same for everyone, so a cache may keep it, for less time than it takes to matter. */
const publicCoseHeaders = { ...coseHeaders, 'Cache-Control': 'public, max-age=60' } as const

/** The HTTP face of the issuer: the contract's endpoints, health, and the app's files. */
export function createApp(services: Services, options: AppOptions): IssuerApp {
  const { trustLists, statusLists, log, now } = services
  const kit = createRouteKit(services, options)
  const { app, serve } = kit

  registerSessionRoutes(kit, services)
  registerVneidRoutes(kit, services)
  registerPasskeyRoutes(kit, services)
  registerDeviceRoutes(kit, services)

  registerContentRoutes(kit, services)
  registerReportRoutes(kit, services)
  registerServiceRoutes(kit, services)
  registerQuestionRoutes(kit, services)
  registerUnansweredRoutes(kit, services)
  registerCallRoutes(kit, services)
  registerReadMarkRoutes(kit, services)
  registerPushRoutes(kit, services)
  registerRecoveryRoutes(kit, services)
  registerAccountDetailsRoutes(kit, services)
  registerRegistrationRoutes(kit, services)
  registerEmployerRoutes(kit, services)
  registerBackOfficeRoutes(kit, services)
  registerContentDeskRoutes(kit, services)
  registerServiceDeskRoutes(kit, services)
  registerPaymentRoutes(kit, services)

  registerCredentialRoutes(kit, services)
  registerSnapshotRoutes(kit, services)

  serve(endpoints.readTrustList, (c) => {
    const { etag, body } = trustLists.current(now())
    return answerPublic(c, etag, body)
  })

  serve(endpoints.listStatusLists, async () => json({ lists: [...(await statusLists.listNumbers())] }))
  serve(endpoints.readStatusList, async (c) => {
    const list = c.req.param('list') ?? ''
    const signed = /^\d{1,5}$/.test(list) ? await statusLists.read(Number(list), now()) : undefined
    return signed === undefined ? problem('not_found') : answerPublic(c, signed.etag, signed.body)
  })

  const isOperator = (c: RequestContext) => {
    const { operationsSecret: secret } = options
    const shown = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    return secret === undefined || timingSafeEqual(digest(shown), digest(secret))
  }
  const forOperators = (handle: (c: RequestContext) => Answer) => (c: RequestContext) =>
    isOperator(c) ? handle(c) : problem('not_found')
  serve(
    operationEndpoints.readDescription,
    forOperators(
      () =>
        new Response(describeApi(), {
          headers: { ...dataHeaders, 'Content-Type': 'application/json' },
        }),
    ),
  )
  serve(operationEndpoints.readHealth, () => json({ status: 'ok' }))
  serve(
    operationEndpoints.readReadiness,
    forOperators(async () => {
      const faults = await services.findErrors()
      if (faults.length === 0) return json({ status: 'ready' })
      for (const fault of faults) log.warn('not_ready', { fault })
      return problem('unavailable')
    }),
  )

  app.notFound(async (c) => {
    const start = performance.now()
    const answer = await answerUnrouted(c)
    // The app's files and what is nowhere: one pattern, since paths may hold anything.
    return kit.logAnswer(c.req.method, '*', start, answer)
  })

  async function answerUnrouted(c: RequestContext): Promise<Response> {
    const { path, method } = c.req
    const allowed = findMethods(path)
    if (allowed.length > 0) return problem('method_not_allowed', { headers: { Allow: allowed.join(', ') } })
    if (path.startsWith(API_ROOT) || path.startsWith('/dev/')) return problem('not_found')
    const file = await services.appFiles.respond(path, c.req.raw.headers)
    if (file === undefined) return problem('not_found')
    if (method !== 'GET' && method !== 'HEAD')
      return problem('method_not_allowed', { headers: { Allow: 'GET, HEAD' } })
    return method === 'HEAD' ? new Response(null, { headers: file.headers }) : file
  }

  return app
}

const digest = (text: string) => createHash('sha256').update(text).digest()

function answerPublic(c: RequestContext, etag: string, body: Uint8Array<ArrayBuffer>): Response {
  if (isHeldByClient(c.req.header('if-none-match'), etag)) return notModified(publicCoseHeaders, etag)
  return new Response(body, { headers: { ...publicCoseHeaders, ETag: etag } })
}

/** The methods that the contract has for a path. */
function findMethods(path: string): string[] {
  return Object.values<Endpoint>(endpoints)
    .filter((endpoint) => new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}$`).test(path))
    .map((endpoint) => endpoint.method)
}
