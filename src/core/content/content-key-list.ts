import { choice } from '../cose/codec.ts'
import * as signedKinds from '../credential/signed-kinds.ts'
import { keyListKind } from '../credential/trust-list.ts'

/**
 * The list of content keys. Desks and cards read the trust list alone; the keys of public content have a list
 * of their own, because the wallets of the first release refuse a trust list that names a role they do not
 * know (docs/decisions/0011).
 */
export const CONTENT_KEYS = keyListKind(signedKinds.contentKeys.typ, choice({ content: 4 }))
