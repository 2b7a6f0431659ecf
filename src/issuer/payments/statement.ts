import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { StatementView } from '../../core/api/payment-contract.ts'
import { readCsv } from '../../core/content/parse-csv.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import { type BankTransfer, cleanContent } from './bank-webhook.ts'
import type { Payments } from './payments.ts'

/** Rows of one statement. */
const MOST_ROWS = 20_000

/** `2026-11-29T15:40:31+07:00`, or a day and a time in Vietnam with a blank between. */
function readMoment(text: string): number | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\+07:00)?$/.exec(text.trim()) ?? []
  const moment = day === undefined ? Number.NaN : Date.parse(`${day}T${time}+07:00`) / 1000
  return Number.isSafeInteger(moment) ? moment : undefined
}

/**
 * Reads a daily statement: CSV with the columns `transaction_id`, `booked_at`, `amount` and `content`, in any
 * order, further ones ignored. Rows that cannot be read are named by their number, from 1, and so is the
 * first of those that are too many. `not_closed`: a quotation mark has no second one, and the transfers
 * behind it would be its row's text.
 */
export function readStatement(
  text: string,
  bank: string,
): Result<{ readonly transfers: readonly BankTransfer[]; readonly unread: readonly number[] }, 'not_closed'> {
  const { rows: lines, isClosed } = readCsv(text)
  if (!isClosed) return err('not_closed')
  const [head = [], ...rows] = lines.slice(0, MOST_ROWS + 1)
  const names = head.map((name) => name.trim().toLowerCase())
  const transfers: BankTransfer[] = []
  const unread: number[] = []
  for (const [index, row] of rows.entries()) {
    const cell = (name: string) => row[names.indexOf(name)] ?? ''
    const transferId = cell('transaction_id').trim()
    const bookedAt = readMoment(cell('booked_at'))
    const amount = /^\d{1,13}$/.test(cell('amount').trim()) ? Number(cell('amount')) : 0
    if (/^[\w.:-]{1,64}$/.test(transferId) && bookedAt !== undefined && amount > 0)
      transfers.push({ bank, transferId, amount, content: cleanContent(cell('content')), bookedAt })
    else unread.push(index + 1)
  }
  if (lines.length > MOST_ROWS + 1) unread.push(MOST_ROWS + 1)
  return ok({ transfers, unread })
}

/**
 * Brings a statement: what no message told of waits for another officer, and what does not agree is named.
 * Of a file whose quotation mark is not closed nothing is taken. The log has who brought it, and the hash of
 * the file.
 */
export async function importStatement(
  parts: { database: Database; payments: Payments; bank: string; audit: AuditLog },
  officer: AuditedOfficer,
  text: string,
  now: number,
): Promise<Result<StatementView, 'not_closed'>> {
  const { database, payments, bank, audit } = parts
  await audit.note({ officer, action: 'statement-brought', target: hash('sha256', text, 'hex') }, now)
  const read = readStatement(text, bank)
  if (!read.ok) return read
  const { transfers, unread } = read.value
  const view = { added: 0, known: 0, differing: [] as string[], unread: [...unread], missing: [] as string[] }
  for (const transfer of transfers) {
    const outcome = await payments.receive(transfer, { broughtBy: officer.id }, now)
    if (outcome === 'taken') view.added++
    else if (outcome === 'known') view.known++
    else view.differing.push(transfer.transferId)
    // The embedded database answers at once, and everybody else would wait until all rows are taken.
    await setImmediate()
  }
  const days = new Set(transfers.map(({ bookedAt }) => vietnamDay(bookedAt)))
  const named = new Set(transfers.map(({ transferId }) => transferId))
  const bookings = transfers.map(({ bookedAt }) => bookedAt)
  if (bookings.length === 0) return ok(view)
  const held = await database.query
    .selectFrom('bank_transfers')
    .select(['transfer_id', 'booked_at'])
    .where('bank', '=', bank)
    .where('booked_at', '>=', Math.min(...bookings) - 86_400)
    .where('booked_at', '<=', Math.max(...bookings) + 86_400)
    .execute()
  for (const { transfer_id: id, booked_at: at } of held)
    if (days.has(vietnamDay(at)) && !named.has(id)) view.missing.push(id)
  return ok(view)
}
