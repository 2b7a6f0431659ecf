import * as v from 'valibot'
import { Payee, readPayees } from '../payment/payee.ts'
import { err, ok, type Result } from '../result.ts'
import type { PackKind, PackRow, RowFault } from './pack-kind.ts'

/**
 * The accounts that contributions may be paid to. A phone draws no code to any other; so each account is a
 * protected value, which comes back only where two officers say so.
 */
export const payeesKind: PackKind = {
  identity: 'code',
  fields: [
    { name: 'name', maxLength: 120 },
    { name: 'bankName', maxLength: 120 },
    { name: 'bin', maxLength: 6 },
    { name: 'account', maxLength: 19 },
  ],

  // By the account alone, so that it is told from the field by itself (pack-edit.ts).
  protectedValues: ({ account }) => (account ? [`account ${account}`] : []),

  read(text) {
    const list = readPayees(text)
    if (!list.ok) return err('pack_unreadable')
    const { asOf, payees } = list.value
    return ok({ asOf, rows: new Map(payees.map((payee) => [payee.code, writePayeeRow(payee)])) })
  },

  write({ asOf, rows }) {
    const payees: Payee[] = []
    for (const [key, row] of [...rows].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const payee = readPayeeRow(row)
      if (!payee.ok) return err({ ...payee.error, key })
      payees.push(payee.value)
    }
    return ok(JSON.stringify({ asOf, payees }))
  },
}

function writePayeeRow({ specimen, ...payee }: Payee): PackRow {
  return { ...payee, ...(specimen && { specimen: 'yes' }) }
}

/** Reads a row as officers edit it. */
export function readPayeeRow({ specimen, ...row }: PackRow): Result<Payee, RowFault> {
  const trimmed = Object.entries(row).map(([field, value]) => [field, value.normalize('NFC').trim()])
  const payee = { ...Object.fromEntries(trimmed), ...(specimen && { specimen: true }) }
  const read = v.safeParse(Payee, payee)
  if (read.success) return ok(read.output)
  // Of the whole row it is the bank number that does not go with the mark of a specimen.
  return err({ why: 'value_unknown', field: String(read.issues[0].path?.[0]?.key ?? 'bin') })
}
