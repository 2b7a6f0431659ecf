import { choice } from '../cose/codec.ts'
import * as signedKinds from '../credential/signed-kinds.ts'
import { keyListKind } from '../credential/trust-list.ts'

/**
 * The list of payment keys: a list of its own for the reason that content keys have one
 * (docs/decisions/0011), and apart from them, because phones refuse a list of content keys with a further
 * role as well.
 */
export const PAYMENT_KEYS = keyListKind(signedKinds.paymentKeys.typ, choice({ payment: 5 }))
