import type { Transaction } from 'kysely'
import { type Bytes, equalBytes } from '../../core/bytes.ts'
import type { P256PublicKey } from '../../core/cose/p256.ts'
import { issueCardCredential, MAX_CREDENTIAL_LIFE } from '../../core/credential/card-credential.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import { type ProofOfPossession, readProofOfPossession } from '../../core/credential/proof-of-possession.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type CredentialFaceColumns, credentialFaceColumns, readCredentialFace } from '../db/card-columns.ts'
import { lockDevice } from '../db/lock-device.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { type SessionColumns, sessionColumns } from '../db/session-columns.ts'

export type CredentialContext = {
  readonly issuer: string
  /** Everyone is a specimen in a demo. */
  readonly specimen: boolean
  readonly signer: Signer
}

/** Which bit of which status list belongs to a card on a device. */
type StatusIndex = { readonly list: number; readonly position: number }

/** What this slice needs of others. */
export type CredentialPorts = {
  findContext(now: number): CredentialContext
  acceptsNonce(nonce: Uint8Array, sessionId: string, now: number): boolean
  /** Positions that nobody has had yet. */
  positions: { take(): Promise<StatusIndex>; giveBack(place: StatusIndex): void }
  /** Gives a card on a device a position that is free again, else the one that was taken for it. */
  allocateStatusIndex(
    transaction: Transaction<Tables>,
    owner: { deviceId: string; cardId: string; taken: StatusIndex; now: number },
  ): Promise<StatusIndex>
  verify(point: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>
  compressKey(key: P256PublicKey): Bytes
  /** How long a position is kept from now on, in seconds. */
  reservation: number
}

export type CredentialError =
  | 'malformed_request'
  | 'nonce_expired'
  | 'proof_invalid'
  | 'card_unknown'
  | 'key_unknown'
  | 'key_limit'
  | 'session_expired'

export type IssuedCredential = { readonly credential: Bytes; readonly expiresAt: number }

/**
 * A session, and the card that is asked for if its person may have it, and the holder key of the session's
 * device.
 */
export type CredentialRow = SessionColumns & {
  [Column in keyof CredentialFaceColumns]: CredentialFaceColumns[Column] | null
} & {
  card_person_id: number | null
  relation: string | null
  public_key: Bytes | null
  status_list: number | null
  status_position: number | null
  reserved_until: number | null
}

export type Credentials = ReturnType<typeof createCredentials>

/**
 * Credentials for holder keys: one key for each card on each device, for as long as the device is the
 * account's.
 */
export function createCredentials(database: Database, ports: CredentialPorts) {
  const findRow = database.prepare<CredentialRow>(
    database.query
      .selectFrom('sessions')
      .leftJoin('cards', (join) => join.on('cards.id', '=', ''))
      .leftJoin('people', 'people.id', 'cards.person_id')
      .leftJoin('dependants', (join) =>
        join
          .onRef('dependants.holder_id', '=', 'sessions.person_id')
          .onRef('dependants.dependant_id', '=', 'cards.person_id'),
      )
      .leftJoin('holder_keys', (join) =>
        join
          .onRef('holder_keys.device_id', '=', 'sessions.device_id')
          .onRef('holder_keys.card_id', '=', 'cards.id'),
      )
      .leftJoin('status_entries', (join) =>
        join
          .onRef('status_entries.list', '=', 'holder_keys.status_list')
          .onRef('status_entries.position', '=', 'holder_keys.status_position')
          // Nothing if the position has another owner by now.
          .onRef('status_entries.device_id', '=', 'holder_keys.device_id')
          .onRef('status_entries.card_id', '=', 'holder_keys.card_id'),
      )
      .select([
        ...sessionColumns,
        ...credentialFaceColumns,
        'cards.person_id as card_person_id',
        'dependants.relation',
        'holder_keys.public_key',
        'holder_keys.status_list',
        'holder_keys.status_position',
        'status_entries.reserved_until',
      ])
      .where('sessions.id', '=', ''),
  )

  return {
    /** The session with all that a credential for the card needs. */
    find: (sessionId: string, cardId: string) => findRow(cardId, sessionId),

    /**
     * Binds the key that made the proof to the card on this device, and gives the first credential. The same
     * key again gives another credential; another key is refused, so that a stolen cookie gets none: signing
     * in again is the way.
     */
    async enrol(
      row: CredentialRow,
      request: { cardId: string; proof: Uint8Array },
      now: number,
    ): Promise<Result<IssuedCredential, CredentialError>> {
      const proof = readProof(row, request, now)
      if (!proof.ok) return proof
      const { holderKey } = proof.value
      const point = ports.compressKey(holderKey)
      if (row.public_key !== null)
        return equalBytes(row.public_key, point) ? issueFor(row, point, proof.value, now) : err('key_limit')
      if (!(await isSigned(proof.value, point))) return err('proof_invalid')

      const { cardId } = request
      const place = await withPosition(async (transaction, taken) => {
        if (!(await lockLink(transaction, row))) return err('card_unknown' as const)
        if (!(await lockDevice(transaction, row.device_id))) return err('session_expired' as const)
        const enrolled = await transaction
          .selectFrom('holder_keys')
          .select(['public_key', 'status_list', 'status_position'])
          .where('device_id', '=', row.device_id)
          .where('card_id', '=', cardId)
          .executeTakeFirst()
        if (enrolled !== undefined)
          return equalBytes(enrolled.public_key, point)
            ? ok({ list: enrolled.status_list, position: enrolled.status_position })
            : err('key_limit' as const)
        const allotted = await ports.allocateStatusIndex(transaction, {
          deviceId: row.device_id,
          cardId,
          taken,
          now,
        })
        await transaction
          .insertInto('holder_keys')
          .values({
            device_id: row.device_id,
            card_id: cardId,
            public_key: point,
            status_list: allotted.list,
            status_position: allotted.position,
            created_at: now,
          })
          .execute()
        return ok(allotted)
      })
      return place.ok ? ok(await issue(row, holderKey, place.value, now)) : place
    },

    /** A fresh credential for the key that is enrolled for the card on this device. */
    async renew(
      row: CredentialRow,
      request: { cardId: string; proof: Uint8Array },
      now: number,
    ): Promise<Result<IssuedCredential, CredentialError>> {
      const proof = readProof(row, request, now)
      if (!proof.ok) return proof
      if (row.public_key === null) return err('key_unknown')
      const point = ports.compressKey(proof.value.holderKey)
      return equalBytes(row.public_key, point) ? issueFor(row, point, proof.value, now) : err('key_unknown')
    },
  }

  /** What can be told before a signature is looked at. */
  function readProof(
    row: CredentialRow,
    { cardId, proof }: { cardId: string; proof: Uint8Array },
    now: number,
  ): Result<ProofOfPossession, CredentialError> {
    if (!isOfPerson(row)) return err('card_unknown')
    const read = readProofOfPossession(proof)
    if (!read.ok || read.value.cardId !== cardId) return err('proof_invalid')
    return ports.acceptsNonce(read.value.nonce, row.session_id, now) ? read : err('nonce_expired')
  }

  function isSigned({ sign1 }: ProofOfPossession, point: Bytes): Promise<boolean> {
    return ports.verify(point, sign1.sigStructure, sign1.signature)
  }

  async function issueFor(
    row: CredentialRow,
    point: Bytes,
    proof: ProofOfPossession,
    now: number,
  ): Promise<Result<IssuedCredential, CredentialError>> {
    const { status_list: list, status_position: position } = row
    if (list === null || position === null) return err('key_unknown')
    if (!(await isSigned(proof, point))) return err('proof_invalid')
    const place = await keepPosition(row, { list, position, cardId: proof.cardId }, now)
    return place.ok ? ok(await issue(row, proof.holderKey, place.value, now)) : place
  }

  /**
   * A transaction that may give a card a position, and which. A new one that was not given goes back, but not
   * when the transaction failed: it may have been written all the same.
   */
  async function withPosition<E>(
    run: (transaction: Transaction<Tables>, taken: StatusIndex) => Promise<Result<StatusIndex, E>>,
  ): Promise<Result<StatusIndex, E>> {
    const taken = await ports.positions.take()
    const given = await database.query.transaction().execute((transaction) => run(transaction, taken))
    const isUsed = given.ok && given.value.list === taken.list && given.value.position === taken.position
    if (!isUsed) ports.positions.giveBack(taken)
    return given
  }

  /**
   * The position must not be given to another before this credential has expired; written in large steps, not
   * each time. After so long without a renewal that it was given to another, the card gets a new one.
   */
  async function keepPosition(
    row: CredentialRow,
    { list, position, cardId }: StatusIndex & { cardId: string },
    now: number,
  ): Promise<Result<StatusIndex, CredentialError>> {
    if ((row.reserved_until ?? 0) >= now + MAX_CREDENTIAL_LIFE) return ok({ list, position })
    const deviceId = row.device_id
    return withPosition(async (transaction, taken) => {
      const { numUpdatedRows } = await transaction
        .updateTable('status_entries')
        .set({ reserved_until: now + ports.reservation })
        .where('list', '=', list)
        .where('position', '=', position)
        .where('device_id', '=', deviceId)
        .where('card_id', '=', cardId)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) return ok({ list, position })
      if (!(await lockLink(transaction, row))) return err('card_unknown')
      if (!(await lockDevice(transaction, deviceId))) return err('session_expired')
      const allotted = await ports.allocateStatusIndex(transaction, { deviceId, cardId, taken, now })
      await transaction
        .updateTable('holder_keys')
        .set({ status_list: allotted.list, status_position: allotted.position })
        .where('device_id', '=', deviceId)
        .where('card_id', '=', cardId)
        .execute()
      return ok(allotted)
    })
  }

  async function issue(
    row: CredentialRow,
    holderKey: P256PublicKey,
    { list, position }: StatusIndex,
    now: number,
  ): Promise<IssuedCredential> {
    const { issuer, specimen, signer } = ports.findContext(now)
    const expiresAt = now + MAX_CREDENTIAL_LIFE
    // The card was found, so the columns of its face are there.
    const face = row as CredentialFaceColumns
    const credential = await issueCardCredential(
      {
        issuer,
        issuedAt: now,
        expiresAt,
        holderKey,
        face: readCredentialFace(face),
        status: { list, index: position },
        specimen: specimen || face.specimen === 1,
      },
      signer,
    )
    return { credential, expiresAt }
  }
}

/** Whether the card is the person's own, or that of somebody whom the registry links to them. */
export function isOfPerson(row: Pick<CredentialRow, 'card_person_id' | 'person_id' | 'relation'>): boolean {
  return row.card_person_id !== null && (row.card_person_id === row.person_id || row.relation !== null)
}

/**
 * Keeps a guardian's link to the card's person from ending before the transaction does, and what is given
 * here from being overlooked by that end; false if it has ended. One's own card needs none.
 */
async function lockLink(
  transaction: Transaction<Tables>,
  { person_id: holderId, card_person_id: ownerId }: CredentialRow,
): Promise<boolean> {
  if (ownerId === null || ownerId === holderId) return ownerId !== null
  await lockPerson(transaction, ownerId)
  const link = await transaction
    .selectFrom('dependants')
    .select('relation')
    .where('holder_id', '=', holderId)
    .where('dependant_id', '=', ownerId)
    .executeTakeFirst()
  return link !== undefined
}
