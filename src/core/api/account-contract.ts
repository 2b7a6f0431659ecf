import * as v from 'valibot'
import {
  bodyErrors,
  type Endpoint,
  loginNumber,
  oneTimeCode,
  password,
  sessionErrors,
  strangerErrors,
  unixSeconds,
} from './endpoint.ts'
import { signOutEndpoint } from './sign-out-endpoint.ts'

/**
 * How an account is signed in to and on which devices it is used: a part of the contract, see contract.ts.
 */

export const SignInRequest = v.strictObject({ login: loginNumber, password })

export const SessionView = v.strictObject({
  account: v.strictObject({ displayName: v.string() }),
  expiresAt: unixSeconds,
})

/**
 * What carries a sign-in from one step to the next: 256 random bits, good for ten minutes and one step. It is
 * no cookie: whoever has it must show it.
 */
const ticket = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/**
 * What a sign-in needs next. Only `done` has opened a session (cookie); the other two are answered with their
 * ticket.
 */
export const SignInStep = v.variant('next', [
  v.strictObject({ next: v.literal('done'), ...SessionView.entries }),
  /** The password was a temporary one: the person sets their own. */
  v.strictObject({ next: v.literal('new-password'), ticket }),
  v.strictObject({
    next: v.literal('take-over'),
    ticket,
    /**
     * Why more than that is asked for. `other-device`: another one is the account's active device and will be
     * signed out. `new-browser`: a password alone opens nothing on a browser that the account does not know.
     * Absent: `other-device`.
     */
    reason: v.optional(v.picklist(['other-device', 'new-browser'])),
    /**
     * The device that will be signed out, `usedAt` accurate to the hour; with `new-browser` the one that
     * asks.
     */
    device: v.strictObject({ name: v.string(), usedAt: unixSeconds }),
    /**
     * `code`: a one-time code is asked for and given. `vneid`: the person is known by VNeID already, no code
     * is needed.
     */
    proof: v.picklist(['code', 'vneid']),
    /**
     * Where the code goes, all but the last two digits hidden: `••••••• 89`. Absent when there is no phone
     * number on record.
     */
    phone: v.optional(v.string()),
  }),
])

export const TicketRequest = v.strictObject({ ticket })
export const NewPasswordRequest = v.strictObject({ ticket, password })
/** `code` unless the step said that VNeID was proof enough. */
export const DeviceTransferRequest = v.strictObject({ ticket, code: v.optional(oneTimeCode) })

/** A code has been sent: until when it is good, and from when on another may be asked for. */
export const CodeSentView = v.strictObject({ resendAt: unixSeconds, expiresAt: unixSeconds })

/** Ways to sign in that this service offers. */
export const SignInMethodsView = v.strictObject({
  password: v.boolean(),
  vneid: v.boolean(),
  passkey: v.boolean(),
})

/** With the ticket of a device transfer, VNeID must then name the same person. */
export const VneidStartRequest = v.strictObject({ ticket: v.optional(ticket) })

/** The provider's page, to which the app goes. */
export const VneidStartView = v.strictObject({ url: v.pipe(v.string(), v.url()) })

const parameter = (maxLength: number) => v.optional(v.pipe(v.string(), v.maxLength(maxLength)))

/**
 * What the provider put into the address of `/dang-nhap/vneid`, as it came; parameters beyond these are not
 * read.
 */
export const VneidReturnRequest = v.object({
  state: v.pipe(v.string(), v.maxLength(128)),
  code: parameter(2048),
  error: parameter(64),
  iss: parameter(512),
})

const signInMethod = v.picklist(['password', 'vneid', 'passkey'])

export const DevicesView = v.strictObject({
  /** The newest first; at most one is active. */
  devices: v.array(
    v.strictObject({
      id: v.string(),
      /** Browser and system, such as `Chrome, Android`; empty if it did not say. */
      name: v.string(),
      createdAt: unixSeconds,
      usedAt: unixSeconds,
      active: v.boolean(),
      /** The one that asks. */
      current: v.boolean(),
      endedAt: v.optional(unixSeconds),
      reason: v.optional(v.picklist(['signed_out', 'device_replaced', 'removed'])),
    }),
  ),
  /** Sign-ins of the last 180 days, the newest first, at most 50. */
  signIns: v.array(v.strictObject({ at: unixSeconds, method: signInMethod, device: v.string() })),
})

/** The present password: whoever has no more than the session takes nothing away. */
export const RemovalRequest = v.strictObject({ password })

export type SignInRequest = v.InferOutput<typeof SignInRequest>
export type SessionView = v.InferOutput<typeof SessionView>
export type SignInStep = v.InferOutput<typeof SignInStep>
export type CodeSentView = v.InferOutput<typeof CodeSentView>
export type SignInMethodsView = v.InferOutput<typeof SignInMethodsView>
export type SignInMethod = v.InferOutput<typeof signInMethod>
export type VneidStartView = v.InferOutput<typeof VneidStartView>
export type VneidReturnRequest = v.InferOutput<typeof VneidReturnRequest>
export type DevicesView = v.InferOutput<typeof DevicesView>

export const accountEndpoints = {
  signIn: {
    method: 'POST',
    path: '/api/session',
    summary:
      'Sign in with a BHXH or personal number and a password; enough on a device that the account knows, which becomes the active one',
    session: false,
    body: SignInRequest,
    success: 200,
    response: SignInStep,
    errors: [
      ...bodyErrors,
      'sign_in_failed',
      'ticket_expired',
      'temporary_password_expired',
      ...strangerErrors,
    ],
  },
  readSession: {
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in',
    session: true,
    success: 200,
    response: SessionView,
    errors: sessionErrors,
  },
  signOut: signOutEndpoint,
  readSignInMethods: {
    method: 'GET',
    path: '/api/sign-in-methods',
    summary: 'The ways to sign in that are offered',
    session: false,
    success: 200,
    response: SignInMethodsView,
    errors: [],
  },
  endLostDevice: {
    method: 'POST',
    path: '/api/session/lost-device',
    summary: 'End the active device by number and password alone; gives nothing else, and the person is told',
    session: false,
    body: SignInRequest,
    success: 204,
    errors: [
      ...bodyErrors,
      'sign_in_failed',
      'ticket_expired',
      'temporary_password_expired',
      ...strangerErrors,
    ],
  },
  setNewPassword: {
    method: 'POST',
    path: '/api/session/new-password',
    summary: 'Replace a temporary password, on the way into a session; `password_weak` names `reasons`',
    session: false,
    body: NewPasswordRequest,
    success: 200,
    response: SignInStep,
    errors: [...bodyErrors, 'ticket_expired', 'password_weak', 'too_many_requests'],
  },
  sendDeviceTransferCode: {
    method: 'POST',
    path: '/api/session/take-over/code',
    summary: 'Send a one-time code, good for this sign-in alone, to the phone on record',
    session: false,
    body: TicketRequest,
    success: 200,
    response: CodeSentView,
    errors: [...bodyErrors, 'ticket_expired', 'phone_missing', 'too_many_requests'],
  },
  transferDevice: {
    method: 'POST',
    path: '/api/session/take-over',
    summary: 'Make this device the active one; the other is signed out and its credentials are revoked',
    session: false,
    body: DeviceTransferRequest,
    success: 200,
    response: SignInStep,
    errors: [...bodyErrors, 'ticket_expired', 'code_invalid'],
  },
  startVneid: {
    method: 'POST',
    path: '/api/vneid/start',
    summary: 'Begin to sign in by VNeID: the address of its page; binds the attempt to this browser (cookie)',
    session: false,
    body: VneidStartRequest,
    success: 200,
    response: VneidStartView,
    errors: [...bodyErrors, 'ticket_expired', 'vneid_not_offered', 'vneid_unavailable', ...strangerErrors],
  },
  finishVneid: {
    method: 'POST',
    path: '/api/vneid',
    summary: 'Sign in with what VNeID sent back to the app',
    session: false,
    body: VneidReturnRequest,
    success: 200,
    response: SignInStep,
    errors: [
      ...bodyErrors,
      'vneid_not_offered',
      'vneid_unavailable',
      'vneid_cancelled',
      'vneid_level_too_low',
      'vneid_no_account',
      'vneid_mismatch',
      'vneid_other_browser',
      'vneid_refused',
      'ticket_expired',
    ],
  },
  readDevices: {
    method: 'GET',
    path: '/api/devices',
    summary: 'The devices of the account and its last sign-ins',
    session: true,
    success: 200,
    response: DevicesView,
    errors: sessionErrors,
  },
  removeDevice: {
    method: 'POST',
    path: '/api/devices/:id/removal',
    summary: 'End a device with its session and credentials, and take it off the list',
    session: true,
    body: RemovalRequest,
    success: 204,
    errors: [...bodyErrors, ...sessionErrors, 'password_wrong', 'not_found'],
  },
} as const satisfies Record<string, Endpoint>
