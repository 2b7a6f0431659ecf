import type { AppRoute } from '../../core/api/app-routes.ts'
import type { InboxKind, InboxSeverity } from '../../core/snapshot/inbox.ts'

type NoticeFacts = { readonly kind: InboxKind; readonly severity: InboxSeverity; readonly route?: AppRoute }

const security = { kind: 'security', severity: 'warning' } as const
const payment = { kind: 'payment', severity: 'notice' } as const
const decision = { kind: 'decision', severity: 'notice' } as const
const serviceRequest = { ...decision, route: '/tien-ich/ho-so' } as const

/**
 * What stands in the inbox of what goes out as text message or mail, by the same name. Codes and passwords
 * do not: an inbox is on the screen that they are typed into.
 */
export const inboxNotices = {
  'new-device': { ...security, route: '/tien-ich/may' },
  'device-replaced': { ...security, route: '/tien-ich/may' },
  'device-displaced': { ...security, route: '/tien-ich/may' },
  'lost-device': { ...security, route: '/tien-ich/may' },
  'phone-changed': { ...security, route: '/tien-ich/tai-khoan' },
  'email-changed': { ...security, route: '/tien-ich/tai-khoan' },
  'passkey-added': { ...security, route: '/tien-ich/van-tay' },
  'passkey-removed': { ...security, route: '/tien-ich/van-tay' },
  'password-reset': { ...security, route: '/tien-ich/mat-khau' },
  'password-changed': { ...security, route: '/tien-ich/mat-khau' },
  'password-guessed': { ...security, route: '/tien-ich/mat-khau' },
  'closing-asked': { ...security, route: '/tien-ich/tai-khoan' },
  'reset-told': security,
  lock: { ...security, route: '/tien-ich/mat-khau' },
  'payment-received': { ...payment, route: '/tien-ich/nop-tien' },
  'payment-part': { ...payment, route: '/tien-ich/nop-tien' },
  'closing-refused': { ...decision, route: '/tien-ich/tai-khoan' },
  'report-answered': { ...decision, route: '/tien-ich/bao-sai' },
  'report-refused': { ...decision, route: '/tien-ich/bao-sai' },
  'service-received': serviceRequest,
  'service-returned': { ...serviceRequest, severity: 'warning' },
  'service-payment': serviceRequest,
  'service-approved': serviceRequest,
  'service-refused': serviceRequest,
  'question-answered': { ...decision, route: '/tien-ich/hoi-co-quan' },
} as const satisfies Record<string, NoticeFacts>

/** What a person is told in the inbox as well. */
export type InboxNotice = keyof typeof inboxNotices

export function findNoticeFacts(code: string): NoticeFacts | undefined {
  return isInboxNotice(code) ? inboxNotices[code] : undefined
}

export function isInboxNotice(code: string): code is InboxNotice {
  return Object.hasOwn(inboxNotices, code)
}
