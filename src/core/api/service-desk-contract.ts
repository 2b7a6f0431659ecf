import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import { requestReasons, requestStates } from '../services/request-states.ts'
import { MOST_NOTE_BYTES } from '../snapshot/service-requests.ts'
import { base64Url, bodyErrors, type Endpoint, isoDate, unixSeconds } from './endpoint.ts'
import { fileErrors, officerErrors } from './officer-contract.ts'

/**
 * What officers do with requests by public services: a part of the contract, see contract.ts and
 * docs/services.md.
 */

/** `open`: the office's turn, by deadline; the others newest first. */
export const serviceQueues = ['open', 'returned', 'awaiting-payment', 'decided'] as const
export type ServiceQueue = (typeof serviceQueues)[number]

const note = v.pipe(
  v.string(),
  v.maxBytes(MOST_NOTE_BYTES),
  v.regex(/\S/),
  v.check((text) => text.split('\n').every(isSafeText)),
)

const file = {
  id: v.string(),
  number: v.string(),
  /** The service, in Vietnamese. */
  title: v.string(),
  fullName: v.string(),
  state: v.picklist(requestStates),
  filedAt: unixSeconds,
  deadline: isoDate,
  /** Working days until then; negative once it is late. */
  daysLeft: v.number(),
  /** Who has taken it; `own` for whoever asks. */
  claim: v.optional(v.strictObject({ officer: v.string(), own: v.boolean() })),
}

export const ServiceListView = v.strictObject({
  files: v.array(v.strictObject(file)),
  next: v.optional(v.string()),
})

/** A line of the file as the definition has it, written out in Vietnamese; `text` absent: left empty. */
const line = v.strictObject({
  /** Absent for what is reckoned. */
  page: v.optional(v.string()),
  label: v.string(),
  text: v.optional(v.string()),
  /** By the hash under which they were sent. */
  pictures: v.optional(v.array(v.string())),
})

/** SHA-256 of what was asked (`hashContent`): an approval is of what was looked at. */
const content = v.pipe(base64Url(43), v.length(43))

export const ServiceFileView = v.strictObject({
  ...file,
  content,
  service: v.string(),
  procedure: v.string(),
  law: v.array(v.string()),
  person: v.strictObject({
    bhxhCode: v.string(),
    dateOfBirth: v.string(),
    phone: v.nullable(v.string()),
  }),
  /** Whom it is about, where that is a dependant. */
  subject: v.optional(v.strictObject({ fullName: v.string(), dateOfBirth: v.string() })),
  lines: v.array(line),
  /** The pages that can go back. */
  pages: v.array(v.strictObject({ id: v.string(), title: v.string() })),
  /** What an approval will write, beside what the registry says now. */
  changes: v.array(v.strictObject({ label: v.string(), before: v.string(), after: v.string() })),
  amount: v.optional(v.number()),
  returned: v.optional(v.array(v.string())),
  reason: v.optional(v.picklist(requestReasons)),
  note: v.optional(v.string()),
  decision: v.optional(v.strictObject({ at: unixSeconds, officer: v.optional(v.string()) })),
})

export const NextServiceView = v.strictObject({ id: v.string() })

export const ReturnService = v.strictObject({
  pages: v.pipe(v.array(v.pipe(v.string(), v.maxLength(30))), v.minLength(1), v.maxLength(40)),
  reason: v.picklist(requestReasons),
  note: v.optional(note),
})
export const RefuseService = v.strictObject({
  reason: v.picklist(requestReasons),
  note: v.optional(note),
  /**
   * The officer saw that it was approved and waits for its payment; else an approval in the meantime stands.
   */
  awaitsPayment: v.optional(v.literal(true)),
})
export const ApproveService = v.strictObject({ content, note: v.optional(note) })

const counted = v.strictObject({ key: v.string(), count: v.number() })

/** Counts and ages of the office's files. */
export const ServiceBoardView = v.strictObject({
  /** By state; `claimed` and `free` are the two kinds of open ones. */
  states: v.array(counted),
  /** Open files by working days until their deadline: `late`, `0`, `1`, `2`, `3-5`, `6+`. */
  ages: v.array(counted),
  /** By service, open ones, the most first. */
  services: v.array(counted),
  /** The last fourteen days in Vietnam, oldest first. */
  days: v.array(v.strictObject({ day: isoDate, filed: v.number(), decided: v.number() })),
})

export type ServiceListView = v.InferOutput<typeof ServiceListView>
export type ServiceFileView = v.InferOutput<typeof ServiceFileView>
export type ServiceBoardView = v.InferOutput<typeof ServiceBoardView>
export type ReturnService = v.InferOutput<typeof ReturnService>
export type RefuseService = v.InferOutput<typeof RefuseService>

const decisionErrors = [...bodyErrors, ...fileErrors, 'already_decided'] as const
const officer = { session: false, officer: true } as const

export const serviceDeskEndpoints = {
  listServiceFiles: {
    method: 'GET',
    path: '/api/office/services',
    query: ['queue', 'after'],
    summary: 'The requests of the office, fifty to a page; open ones by deadline',
    ...officer,
    success: 200,
    response: ServiceListView,
    errors: [...officerErrors, 'invalid_fields'],
  },
  takeNextService: {
    method: 'POST',
    path: '/api/office/services/next',
    summary: 'Take the file that is most urgent: one’s own first, then one that nobody has',
    ...officer,
    success: 200,
    response: NextServiceView,
    errors: [...fileErrors, 'forbidden_origin'],
  },
  readServiceBoard: {
    method: 'GET',
    path: '/api/office/services/board',
    summary: 'Counts and ages of the requests of the office',
    ...officer,
    success: 200,
    response: ServiceBoardView,
    errors: officerErrors,
  },
  readServiceFile: {
    method: 'GET',
    path: '/api/office/services/files/:id',
    summary: 'A request, written out by the definition that was filled in',
    ...officer,
    success: 200,
    response: ServiceFileView,
    errors: fileErrors,
  },
  readServicePicture: {
    method: 'GET',
    path: '/api/office/services/files/:id/pictures/:sha256',
    summary: 'A picture of a request',
    ...officer,
    success: 200,
    binary: 'image/jpeg',
    errors: fileErrors,
  },
  readServiceSheet: {
    method: 'GET',
    path: '/api/office/services/files/:id/sheet',
    summary: 'A request as a PDF, by the numbers of the printed form',
    ...officer,
    success: 200,
    binary: 'application/pdf',
    errors: fileErrors,
  },
  claimService: {
    method: 'POST',
    path: '/api/office/services/files/:id/claim',
    summary: 'Take a file that nobody has; a supervisor may take one over',
    ...officer,
    success: 204,
    errors: [...fileErrors, 'already_decided', 'forbidden_origin'],
  },
  releaseService: {
    method: 'DELETE',
    path: '/api/office/services/files/:id/claim',
    summary: 'Give a file back to the queue',
    ...officer,
    success: 204,
    errors: [...fileErrors, 'already_decided', 'forbidden_origin'],
  },
  returnService: {
    method: 'POST',
    path: '/api/office/services/files/:id/return',
    summary: 'Ask for more: these pages go back to the person',
    ...officer,
    body: ReturnService,
    success: 204,
    errors: decisionErrors,
  },
  approveService: {
    method: 'POST',
    path: '/api/office/services/files/:id/approval',
    summary: 'Do what was asked, by the kind of result that the definition names',
    ...officer,
    body: ApproveService,
    success: 204,
    errors: [...decisionErrors, 'officer_proof_needed'],
  },
  refuseService: {
    method: 'POST',
    path: '/api/office/services/files/:id/refusal',
    summary: 'Refuse a request, with the reason that the person reads',
    ...officer,
    body: RefuseService,
    success: 204,
    errors: decisionErrors,
  },
} as const satisfies Record<string, Endpoint>
