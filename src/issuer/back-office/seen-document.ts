import { hkdfSync } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { SeenDocument } from '../../core/api/back-office-contract.ts'
import type { Bytes } from '../../core/bytes.ts'
import { parsePartialDate } from '../../core/dates/partial-date.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { openBytes, resealBytes, sealBytes } from '../sealing/sealed-bytes.ts'
import { carriesPersonalNumber } from './compare-fields.ts'

/** How long ago a person may have been at the office, in seconds. */
const SEEN_LIFE = 30 * 86_400

type Registered = { readonly personal_id: string | null }

/**
 * Whether what the officer had in hand can be the person's: seen on a day that there was, at most 30 days
 * ago, and, of a document that carries the personal number, with the number that the registry has.
 */
export function isCredibleDocument(seen: SeenDocument, person: Registered, now: number): boolean {
  const isInTime =
    parsePartialDate(seen.date).ok && seen.date <= vietnamDay(now) && seen.date >= vietnamDay(now - SEEN_LIFE)
  const isTheirs = !isCheckable(seen, person) || person.personal_id === seen.number
  return isInTime && isTheirs
}

/**
 * Whether the registry can say that the document is the person's; where it cannot, two officers must have
 * seen it.
 */
export function isCheckable(seen: SeenDocument, person: Registered): boolean {
  return carriesPersonalNumber(seen) && person.personal_id !== null
}

/** Where a seen document is kept. */
type Place = 'declarations' | 'account_resets'

const deriveKey = (secret: Uint8Array) =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt seen document', 32))
const labelOf = (place: Place, id: string) => `${place} ${id}`

/**
 * Seals a document for the row that it is kept in. `secret` is any secret of the issuer; a key of its own is
 * derived from it.
 */
export function sealSeenDocument(
  { kind, number, date }: SeenDocument,
  { place, id, secret }: { readonly place: Place; readonly id: string; readonly secret: Uint8Array },
): Bytes {
  return sealBytes(Buffer.from(JSON.stringify({ kind, number, date })), deriveKey(secret), labelOf(place, id))
}

/** Seals every document under another secret, all in one transaction; can be done again. */
export function resealSeenDocuments(database: Database, from: Uint8Array, to: Uint8Array): Promise<void> {
  const keys = { from: deriveKey(from), to: deriveKey(to) }
  const reseal = async (transaction: Transaction<Tables>, place: Place) => {
    const rows = await transaction
      .selectFrom(place)
      .select(['id', 'seen_document'])
      .where('seen_document', 'is not', null)
      .execute()
    for (const { id, seen_document: sealed } of rows) {
      if (sealed === null) continue
      const label = labelOf(place, id)
      await transaction
        .updateTable(place)
        .set({ seen_document: resealBytes(sealed, keys, label) })
        .where('id', '=', id)
        .execute()
    }
  }
  return database.query.transaction().execute(async (transaction) => {
    await reseal(transaction, 'declarations')
    await reseal(transaction, 'account_resets')
  })
}

/** Opens what `sealSeenDocument` made. */
export function openSeenDocument(
  sealed: Uint8Array,
  { place, id, secret }: { readonly place: Place; readonly id: string; readonly secret: Uint8Array },
): unknown {
  return JSON.parse(Buffer.from(openBytes(sealed, deriveKey(secret), labelOf(place, id))).toString())
}
