import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import { err, ok, type Result } from '../result.ts'

/** The bank number that no bank has: what carries it is a specimen, and nothing can be paid to it. */
export const SPECIMEN_BIN = '999999'

/** An account that contributions may be paid to. */
export const Payee = v.pipe(
  v.strictObject({
    /** Tells payees apart in the list. */
    code: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(120), v.check(isSafeText)),
    bankName: v.pipe(v.string(), v.minLength(1), v.maxLength(120), v.check(isSafeText)),
    bin: v.pipe(v.string(), v.regex(/^\d{6}$/)),
    account: v.pipe(v.string(), v.regex(/^[0-9A-Z]{1,19}$/)),
    specimen: v.optional(v.literal(true)),
  }),
  v.check(({ bin, specimen }) => (bin === SPECIMEN_BIN) === (specimen === true)),
)

export type Payee = v.InferOutput<typeof Payee>

const PayeeList = v.strictObject({
  asOf: v.pipe(v.string(), v.isoDate()),
  payees: v.pipe(v.array(Payee), v.maxLength(200)),
})

export type PayeeList = v.InferOutput<typeof PayeeList>

/** Reads the pack `payees`; refused whole if any of it is wrong or two rows have one code. */
export function readPayees(text: string): Result<PayeeList, 'malformed'> {
  try {
    const read = v.safeParse(PayeeList, JSON.parse(text))
    if (!read.success) return err('malformed')
    const codes = new Set(read.output.payees.map(({ code }) => code))
    return codes.size === read.output.payees.length ? ok(read.output) : err('malformed')
  } catch {
    return err('malformed')
  }
}
