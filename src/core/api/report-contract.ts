import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import { bodyErrors, type Endpoint, partialDateText, sessionErrors, unixSeconds } from './endpoint.ts'

/** Telling the office that something is wrong in one’s data: a part of the contract, see contract.ts. */

/** Several lines, none of them with characters that deceive or disturb. */
const isSafeLines = (text: string) => text.split('\n').every(isSafeText)

/**
 * Which row of the snapshot a report is about, by what the row says: rows have no number of their own. `kind` is the row's own
 * (`bhxh`, `sickness`, …), `name` its employer or facility.
 */
export const ReportedRow = v.strictObject({
  section: v.picklist(['card', 'holder', 'participation', 'benefits', 'visits']),
  /** Whose: the card of the person, absent for the account holder. */
  cardId: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,16}$/))),
  kind: v.optional(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/))),
  from: v.optional(partialDateText),
  to: v.optional(partialDateText),
  name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.check(isSafeText))),
})

export const reportMistakes = [
  'missing',
  'wrong-time',
  'wrong-amount',
  'wrong-name',
  'not-mine',
  'other',
] as const

/** `key` is made by the wallet, random, the same at every try: what was taken once is not taken twice. */
export const SendReportRequest = v.strictObject({
  key: v.pipe(v.string(), v.uuid()),
  /** In whose name it was written, as the snapshot names the person: refused where somebody else has signed in since. */
  personId: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
  row: ReportedRow,
  mistake: v.picklist(reportMistakes),
  text: v.pipe(v.string(), v.maxLength(2000), v.check(isSafeLines)),
})

export const ReportView = v.strictObject({
  key: v.string(),
  row: ReportedRow,
  mistake: v.picklist(reportMistakes),
  text: v.string(),
  sentAt: unixSeconds,
  /** What the office says to it, once it has. */
  answer: v.optional(
    v.strictObject({ accepted: v.boolean(), text: v.optional(v.string()), at: unixSeconds }),
  ),
})

/** Newest first. */
export const ReportsView = v.strictObject({ reports: v.array(ReportView) })

export type ReportedRow = v.InferOutput<typeof ReportedRow>
export type ReportMistake = (typeof reportMistakes)[number]
export type SendReportRequest = v.InferOutput<typeof SendReportRequest>
export type ReportView = v.InferOutput<typeof ReportView>
export type ReportsView = v.InferOutput<typeof ReportsView>

export const reportEndpoints = {
  sendReport: {
    method: 'POST',
    path: '/api/reports',
    summary: 'Tell the office that something is wrong in one’s data; taken once for each `key`',
    session: true,
    body: SendReportRequest,
    success: 200,
    response: ReportView,
    errors: [...bodyErrors, ...sessionErrors, 'card_unknown', 'other_person'],
  },
  readReports: {
    method: 'GET',
    path: '/api/reports',
    summary: 'One’s reports and what the office has answered, newest first',
    session: true,
    success: 200,
    response: ReportsView,
    errors: sessionErrors,
  },
} as const satisfies Record<string, Endpoint>
