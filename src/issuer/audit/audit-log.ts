import { createHmac, hkdfSync } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../db/open-database.ts'
import type { AuditEntryRow, Tables } from '../db/schema.ts'

export type AuditAction =
  | 'signed-in'
  | 'sign-in-refused'
  | 'sign-in-locked'
  | 'signed-out'
  | 'session-ended'
  | 'password-changed'
  | 'declarations-listed'
  | 'declaration-read'
  | 'picture-read'
  | 'declaration-approved'
  | 'declaration-refused'
  | 'requests-listed'
  | 'request-read'
  | 'request-claimed'
  | 'call-announced'
  | 'request-approved'
  | 'request-refused'
  | 'services-listed'
  | 'service-read'
  | 'service-picture-read'
  | 'service-sheet-read'
  | 'service-claimed'
  | 'service-released'
  | 'service-returned'
  | 'service-approved'
  | 'service-refused'
  | 'account-reset'
  | 'reset-asked'
  | 'reset-refused'
  | 'document-vouched'
  | 'approval-refused'
  | 'audit-read'
  | 'access-refused'
  | 'content-drafted'
  | 'content-released'
  | 'content-release-refused'
  | 'content-withdrawn'
  | 'payments-read'
  | 'statement-brought'
  | 'transfer-proposed'
  | 'transfer-matched'
  | 'transfer-returned'
  | 'payment-accepted'
  | 'payment-returned'
  | 'refund-asked'
  | 'refund-paid'
  | 'officer-added'
  | 'officer-reset'
  | 'officer-ended'
  | 'authenticator-set'
  | 'device-ended'
  | 'authenticator-removed'

/** Who did it; a command if nobody. */
export type AuditedOfficer = { readonly id: string; readonly officeCode: string }

export type AuditNote = {
  readonly officer?: AuditedOfficer
  readonly action: AuditAction
  /** The office that it concerns, if it is another one than the officer's. */
  readonly officeCode?: string
  /** An id of ours: of a file, a person, an officer. */
  readonly target?: string
}

/** The end of the chain. Kept elsewhere, it shows later whether something was cut off. */
export type AuditHead = { readonly sequence: number; readonly hash: string }

export type AuditVerdict =
  | { readonly ok: true; readonly head: AuditHead }
  /** The first entry that is not what was written, or is missing. */
  | { readonly ok: false; readonly sequence: number }

const BATCH = 1000

export type AuditLog = ReturnType<typeof createAuditLog>

/**
 * The log of what officers did: each entry carries an HMAC over itself and the one before it, under a key of
 * the issuer, so that with the database alone nobody can change, remove or slip in an entry unnoticed.
 *
 * @param secret Any secret of the issuer; a key of its own is derived from it.
 */
export function createAuditLog(database: Database, secret: Uint8Array) {
  const chain = createChain(secret)

  return {
    /**
     * Adds an entry, as part of the transaction that does what it says: neither is there without the other.
     */
    async append(transaction: Transaction<Tables>, note: AuditNote, now: number): Promise<void> {
      // Locks the end of the chain until the transaction ends.
      const head = await transaction
        .updateTable('audit_head')
        .set((column) => ({ sequence: column('sequence', '+', 1) }))
        .returning(['sequence', 'hash'])
        .executeTakeFirstOrThrow()
      const entry = toEntry(head.sequence, note, now)
      const hash = chain(head.hash, entry)
      await transaction
        .insertInto('audit_entries')
        .values({ ...entry, hash })
        .execute()
      await transaction.updateTable('audit_head').set({ hash }).execute()
    },

    /**
     * Costs what `append` costs and adds nothing, so that whoever measures learns nothing from there being no
     * entry. Into an empty log it appends.
     */
    async pretend(transaction: Transaction<Tables>, note: AuditNote, now: number): Promise<void> {
      const head = await transaction
        .updateTable('audit_head')
        .set((column) => ({ sequence: column.ref('sequence') }))
        .returning(['sequence', 'hash'])
        .executeTakeFirstOrThrow()
      if (head.sequence === 0) return this.append(transaction, note, now)
      const entry = toEntry(head.sequence, note, now)
      const hash = chain(head.hash, entry)
      await transaction
        .insertInto('audit_entries')
        .values({ ...entry, hash })
        // The number is taken.
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await transaction.updateTable('audit_head').set({ hash: head.hash }).execute()
    },

    /** Adds an entry about something that changes nothing else. */
    note(note: AuditNote, now: number): Promise<void> {
      return database.query.transaction().execute((transaction) => this.append(transaction, note, now))
    },

    /** Whether the newest entry was chained under this secret; true of an empty log. */
    async isOurs(): Promise<boolean> {
      const [last, before] = await database.query
        .selectFrom('audit_entries')
        .selectAll()
        .orderBy('sequence', 'desc')
        .limit(2)
        .execute()
      return last === undefined || last.hash === chain(before?.hash ?? '', last)
    },

    /**
     * Goes through the whole chain.
     *
     * @param known An end of the chain that was noted earlier.
     */
    async verify(known?: AuditHead): Promise<AuditVerdict> {
      let last: AuditHead = { sequence: 0, hash: '' }
      for (;;) {
        const entries = await database.query
          .selectFrom('audit_entries')
          .selectAll()
          .where('sequence', '>', last.sequence)
          .orderBy('sequence')
          .limit(BATCH)
          .execute()
        for (const entry of entries) {
          const isNext = entry.sequence === last.sequence + 1 && entry.hash === chain(last.hash, entry)
          if (!isNext) return { ok: false, sequence: last.sequence + 1 }
          last = { sequence: entry.sequence, hash: entry.hash }
          if (known?.sequence === last.sequence && known.hash !== last.hash)
            return { ok: false, sequence: last.sequence }
        }
        if (entries.length < BATCH) break
      }
      const head = await database.query.selectFrom('audit_head').selectAll().executeTakeFirst()
      const isWhole = head?.sequence === last.sequence && head.hash === last.hash
      if (!isWhole || (known && known.sequence > last.sequence))
        return { ok: false, sequence: last.sequence + 1 }
      return { ok: true, head: last }
    },

    /**
     * Chains the whole log anew under another secret; refused, with the entry, if it is not what was written.
     */
    async rechain(newSecret: Uint8Array): Promise<AuditVerdict> {
      const verdict = await this.verify()
      if (!verdict.ok) return verdict
      const chainAnew = createChain(newSecret)
      return database.query.transaction().execute(async (transaction) => {
        // Nothing is appended meanwhile, and what is chained anew is looked at in the same reading.
        const head = await transaction
          .updateTable('audit_head')
          .set((column) => ({ sequence: column.ref('sequence') }))
          .returning(['sequence', 'hash'])
          .executeTakeFirstOrThrow()
        const entries = await transaction
          .selectFrom('audit_entries')
          .selectAll()
          .orderBy('sequence')
          .execute()
        let before = ''
        for (const [index, entry] of entries.entries()) {
          if (entry.sequence !== index + 1 || entry.hash !== chain(before, entry))
            return { ok: false, sequence: index + 1 }
          before = entry.hash
        }
        if (head.sequence !== entries.length || head.hash !== before)
          return { ok: false, sequence: entries.length + 1 }
        let hash = ''
        for (const entry of entries) {
          hash = chainAnew(hash, entry)
          await transaction
            .updateTable('audit_entries')
            .set({ hash })
            .where('sequence', '=', entry.sequence)
            .execute()
        }
        await transaction.updateTable('audit_head').set({ hash }).execute()
        return { ok: true, head: { sequence: entries.length, hash } }
      })
    },

    /** The entries of an office, the newest first, before a sequence number. */
    async list(
      officeCode: string,
      { before, limit }: { before: number; limit: number },
    ): Promise<(AuditEntryRow & { full_name: string | null })[]> {
      return database.query
        .selectFrom('audit_entries')
        .leftJoin('officers', 'officers.id', 'audit_entries.officer_id')
        .selectAll('audit_entries')
        .select('officers.full_name')
        .where('audit_entries.office_code', '=', officeCode)
        .where('sequence', '<', before)
        .orderBy('sequence', 'desc')
        .limit(limit)
        .execute()
    },
  }
}

type Chain = (before: string, entry: Omit<AuditEntryRow, 'hash'>) => string

function toEntry(sequence: number, note: AuditNote, now: number) {
  return {
    sequence,
    at: now,
    officer_id: note.officer?.id ?? null,
    office_code: note.officeCode ?? note.officer?.officeCode ?? null,
    action: note.action,
    target: note.target ?? null,
  }
}

function createChain(secret: Uint8Array): Chain {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt audit log', 32))
  return (before, { sequence, at, officer_id: officer, office_code: office, action, target }) => {
    const text = JSON.stringify([before, sequence, at, officer, office, action, target])
    return createHmac('sha256', key).update(text).digest('hex')
  }
}
