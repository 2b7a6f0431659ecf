import type { RefusalReason } from '../../core/api/registration-contract.ts'
import type { DeclarationRow, OfficeRequestRow } from '../db/schema.ts'
import { isInboxNotice } from '../inbox/inbox-notices.ts'
import type { Addressee } from '../messaging/addressee.ts'
import type { Message } from '../messaging/message.ts'
import { type MailTemplate, readLanguage, tellWord, writeMail, writeSms } from '../messaging/message-texts.ts'

/*
 * What people are told about what the office has decided, in their language. What an officer wrote stands in
 * the mail and in the app, never in a text message.
 */

/** The password goes to the phone that was confirmed, and nowhere else. */
export function writeApproval(row: DeclarationRow, password: string, endsAt: number): Message[] {
  const told = { language: readLanguage(row.language), template: 'approved' } as const
  const file = row.file_number
  return [
    writeSms({ ...told, to: row.phone, values: { file, password }, endsAt }),
    ...(row.email === null ? [] : [writeMail({ ...told, to: row.email, values: { file } })]),
  ]
}

export function writeRefusal(
  row: DeclarationRow,
  { reason, note }: { reason: RefusalReason; note: string | undefined },
): Message[] {
  const language = readLanguage(row.language)
  const told = { language, template: 'refused' } as const
  const values = { file: row.file_number, reason: tellWord(`reason.${reason}`, language) }
  const written = note === undefined ? undefined : tellWord('refused.note', language, { note })
  return [
    writeSms({ ...told, to: row.phone, values }),
    ...(row.email === null ? [] : [writeMail({ ...told, to: row.email, values, note: written })]),
  ]
}

/**
 * What each decision about a request is told with. Those that stand in the inbox go out from there, also as
 * text message (inbox/notice-policy.ts).
 */
const decisions = {
  'close-account': { approved: 'account-closed', refused: 'closing-refused' },
  'data-report': { approved: 'report-answered', refused: 'report-refused' },
  question: { approved: 'question-answered', refused: 'question-answered' },
} as const satisfies Record<OfficeRequestRow['kind'], Record<'approved' | 'refused', MailTemplate>>

/** Which template a decision is told with. */
export function findDecisionTemplate(kind: OfficeRequestRow['kind'], isApproved: boolean) {
  return decisions[kind][isApproved ? 'approved' : 'refused']
}

export function writeRequestDecision(
  request: Pick<OfficeRequestRow, 'kind' | 'file_number'>,
  { isApproved, answer }: { isApproved: boolean; answer: string | undefined },
  { phone, email, language }: Addressee,
): Message[] {
  const template = findDecisionTemplate(request.kind, isApproved)
  const told = { language, values: { file: request.file_number } }
  const note = answer === undefined ? undefined : tellWord('request.answer', language, { answer })
  return [
    ...(phone === null || isInboxNotice(template) ? [] : [writeSms({ ...told, template, to: phone })]),
    ...(email === null ? [] : [writeMail({ ...told, template, to: email, note })]),
  ]
}

/** To the new phone the password; to the old phone and the email that it happened. */
export function writeReset(
  {
    phone,
    oldPhone,
    email,
    language,
  }: { phone: string; oldPhone: string | null } & Pick<Addressee, 'email' | 'language'>,
  password: string,
  endsAt: number,
): Message[] {
  const told = { language, template: 'reset-told' } as const
  return [
    writeSms({ to: phone, language, template: 'account-reset', values: { password }, endsAt }),
    ...(oldPhone === null || oldPhone === phone ? [] : [writeSms({ ...told, to: oldPhone })]),
    ...(email === null ? [] : [writeMail({ ...told, to: email })]),
  ]
}
