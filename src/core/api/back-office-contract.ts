import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import { CodeSentView } from './account-contract.ts'
import {
  bodyErrors,
  type Endpoint,
  isoDate,
  loginNumber,
  oneTimeCode,
  phoneNumber,
  unixSeconds,
} from './endpoint.ts'
import { fileErrors, officerErrors } from './officer-contract.ts'
import { identityKinds, identityNumber, pictureKinds, refusalReasons } from './registration-contract.ts'

/**
 * What officers do: a part of the contract, see contract.ts. They see the files of their own office; how they
 * sign in is officer-contract.ts.
 */

const text = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength), v.regex(/\S/), v.check(isSafeText))

export const fileStates = ['waiting', 'approved', 'refused'] as const
export type FileState = (typeof fileStates)[number]

/** In the order in which they are listed: waiting ones oldest first, decided ones newest first. */
export const DeclarationListView = v.strictObject({
  declarations: v.array(
    v.strictObject({
      id: v.string(),
      fileNumber: v.string(),
      fullName: v.string(),
      filedAt: unixSeconds,
      state: v.picklist(fileStates),
    }),
  ),
  /** Asks for the next page, as `after`. */
  next: v.optional(v.string()),
})

/** Fields as they were declared, beside what the registry says; `missing` where the registry says nothing. */
export const comparedFields = [
  'bhxhCode',
  'personalId',
  'fullName',
  'dateOfBirth',
  'sex',
  'nationality',
  'ethnicity',
  'identityKind',
  'identityNumber',
  'identityIssuedOn',
  'address',
  'ward',
  'province',
  'phone',
  'email',
] as const

export const DeclarationView = v.strictObject({
  id: v.string(),
  fileNumber: v.string(),
  filedAt: unixSeconds,
  state: v.picklist(fileStates),
  fields: v.array(
    v.strictObject({
      field: v.picklist(comparedFields),
      declared: v.nullable(v.string()),
      registry: v.nullable(v.string()),
      verdict: v.picklist(['same', 'different', 'missing']),
    }),
  ),
  identity: v.strictObject({ kind: v.picklist(identityKinds), number: v.string() }),
  /** Those that are still kept. */
  pictures: v.array(v.picklist(pictureKinds)),
  /** Whether the registry knows the person, and whether they have an account already. */
  person: v.picklist(['unknown', 'without-account', 'with-account']),
  /** The phone number serves another person. */
  phoneInUse: v.boolean(),
  decision: v.optional(
    v.strictObject({
      decidedAt: unixSeconds,
      officer: v.optional(v.string()),
      reason: v.optional(v.picklist(refusalReasons)),
      note: v.optional(v.string()),
    }),
  ),
})

/** The original document as the officer has it in hand, and the day on which the person was there with it. */
const seen = v.strictObject({ kind: v.picklist(identityKinds), number: identityNumber, date: isoDate })

export const ApprovalRequest = v.strictObject({ seen })
export const RefusalRequest = v.strictObject({
  /** That it has lapsed is for the service to say. */
  reason: v.pipe(
    v.picklist(refusalReasons),
    v.check((reason) => reason !== 'lapsed'),
  ),
  /** Needed where the reason is `other`. */
  note: v.optional(text(500)),
})

export const officeRequestKinds = ['close-account', 'data-report', 'question'] as const
export type OfficeRequestKind = (typeof officeRequestKinds)[number]

const officeRequest = {
  id: v.string(),
  fileNumber: v.string(),
  kind: v.picklist(officeRequestKinds),
  fullName: v.string(),
  filedAt: unixSeconds,
  state: v.picklist(fileStates),
  /** Who has taken it in hand, lately. */
  claimedBy: v.optional(v.string()),
}

export const OfficeRequestListView = v.strictObject({
  requests: v.array(v.strictObject(officeRequest)),
  next: v.optional(v.string()),
})

export const OfficeRequestView = v.strictObject({
  ...officeRequest,
  person: v.strictObject({
    bhxhCode: v.string(),
    dateOfBirth: v.string(),
    phone: v.nullable(v.string()),
    email: v.nullable(v.string()),
  }),
  /** What the person wrote, line by line. */
  content: v.array(v.strictObject({ field: v.string(), text: v.string() })),
  decision: v.optional(
    v.strictObject({
      decidedAt: unixSeconds,
      officer: v.optional(v.string()),
      answer: v.optional(v.string()),
    }),
  ),
})

export const OfficeRequestApproval = v.strictObject({ answer: v.optional(text(1000)) })
export const OfficeRequestRefusal = v.strictObject({ answer: text(1000) })

/** Gives the account of a person who has lost their phone number a new one and a temporary password. */
const resetAsked = { number: loginNumber, phone: phoneNumber, seen }
export const ResetCodeRequest = v.strictObject(resetAsked)
export const ResetRequest = v.strictObject({
  ...resetAsked,
  /** What was sent to the new phone; without it this confirms what another officer has asked for. */
  code: v.optional(oneTimeCode),
})

export const AuditView = v.strictObject({
  entries: v.array(
    v.strictObject({
      sequence: v.number(),
      at: unixSeconds,
      officer: v.optional(v.string()),
      action: v.string(),
      target: v.optional(v.string()),
    }),
  ),
  next: v.optional(v.string()),
})

export type DeclarationListView = v.InferOutput<typeof DeclarationListView>
export type DeclarationView = v.InferOutput<typeof DeclarationView>
export type SeenDocument = v.InferOutput<typeof seen>
export type OfficeRequestListView = v.InferOutput<typeof OfficeRequestListView>
export type OfficeRequestView = v.InferOutput<typeof OfficeRequestView>
export type ResetCodeRequest = v.InferOutput<typeof ResetCodeRequest>
export type ResetRequest = v.InferOutput<typeof ResetRequest>
export type AuditView = v.InferOutput<typeof AuditView>

const resetErrors = [
  ...bodyErrors,
  ...officerErrors,
  'officer_proof_needed',
  'document_mismatch',
  'account_unknown',
  'phone_in_use',
] as const
const decisionErrors = [...bodyErrors, ...fileErrors, 'already_decided'] as const

/**
 * Lists take `?state=waiting|approved|refused` (waiting by default) and `&after=` the `next` of the page
 * before.
 */
export const officeEndpoints = {
  listDeclarations: {
    method: 'GET',
    path: '/api/office/declarations',
    query: ['state', 'after'],
    summary: 'The declarations of the office',
    session: false,
    officer: true,
    success: 200,
    response: DeclarationListView,
    errors: [...officerErrors, 'invalid_fields'],
  },
  readDeclaration: {
    method: 'GET',
    path: '/api/office/declarations/:id',
    summary: 'A declaration, with what the registry says beside it',
    session: false,
    officer: true,
    success: 200,
    response: DeclarationView,
    errors: fileErrors,
  },
  readDeclarationPicture: {
    method: 'GET',
    path: '/api/office/declarations/:id/pictures/:kind',
    summary: 'A picture of a declaration',
    session: false,
    officer: true,
    success: 200,
    binary: 'image/jpeg',
    errors: fileErrors,
  },
  approveDeclaration: {
    method: 'POST',
    path: '/api/office/declarations/:id/approval',
    summary: 'The person was here with the original document: create the account and send its first password',
    session: false,
    officer: true,
    body: ApprovalRequest,
    success: 204,
    errors: [
      ...decisionErrors,
      'officer_proof_needed',
      'second_officer_needed',
      'document_mismatch',
      'person_unknown',
      'account_exists',
      'phone_in_use',
    ],
  },
  refuseDeclaration: {
    method: 'POST',
    path: '/api/office/declarations/:id/refusal',
    summary: 'Refuse a declaration and tell the person why',
    session: false,
    officer: true,
    body: RefusalRequest,
    success: 204,
    errors: decisionErrors,
  },
  listOfficeRequests: {
    method: 'GET',
    path: '/api/office/requests',
    query: ['state', 'after'],
    summary: 'What account holders ask of the office',
    session: false,
    officer: true,
    success: 200,
    response: OfficeRequestListView,
    errors: [...officerErrors, 'invalid_fields'],
  },
  readOfficeRequest: {
    method: 'GET',
    path: '/api/office/requests/:id',
    summary: 'One request',
    session: false,
    officer: true,
    success: 200,
    response: OfficeRequestView,
    errors: fileErrors,
  },
  claimOfficeRequest: {
    method: 'POST',
    path: '/api/office/requests/:id/claim',
    summary:
      'Take a request in hand for a while, so that colleagues see it; whoever answers first has decided all the same',
    session: false,
    officer: true,
    success: 204,
    errors: [...fileErrors, 'forbidden_origin'],
  },
  approveOfficeRequest: {
    method: 'POST',
    path: '/api/office/requests/:id/approval',
    summary: 'Do what was asked: close the account, or answer the report',
    session: false,
    officer: true,
    body: OfficeRequestApproval,
    success: 204,
    errors: [...decisionErrors, 'officer_proof_needed'],
  },
  refuseOfficeRequest: {
    method: 'POST',
    path: '/api/office/requests/:id/refusal',
    summary: 'Refuse a request and tell the person why',
    session: false,
    officer: true,
    body: OfficeRequestRefusal,
    success: 204,
    errors: decisionErrors,
  },
  sendResetCode: {
    method: 'POST',
    path: '/api/office/resets/code',
    summary: 'Send a code to the phone number that an account is to get; supervisors only',
    session: false,
    officer: true,
    body: ResetCodeRequest,
    success: 200,
    response: CodeSentView,
    errors: resetErrors,
  },
  resetAccount: {
    method: 'POST',
    path: '/api/office/resets',
    summary:
      'Give an account whose phone number is lost a new one and a temporary password: with the code, supervisors only; without, a second officer',
    session: false,
    officer: true,
    body: ResetRequest,
    success: 204,
    errors: [...resetErrors, 'code_invalid', 'second_officer_needed'],
  },
  readAudit: {
    method: 'GET',
    path: '/api/office/audit',
    query: ['after'],
    summary: 'What was done by the officers of this office, newest first; supervisors only',
    session: false,
    officer: true,
    success: 200,
    response: AuditView,
    errors: [...officerErrors, 'invalid_fields'],
  },
} as const satisfies Record<string, Endpoint>
