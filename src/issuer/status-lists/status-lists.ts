import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { Bytes } from '../../core/bytes.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import { issueStatusList, STATUS_LIST_TTL } from '../../core/credential/status-list.ts'
import type { Database } from '../db/open-database.ts'
import type { StatusListRow } from '../db/schema.ts'
import { LIST_LENGTH } from './status-positions.ts'

const LIFE = 7 * 86_400

/** The table is looked at once in so many seconds, by one process for all. */
const INTERVAL = 60

/**
 * A list in which nothing has changed is signed again after so many seconds, to be younger than its `ttl`.
 */
const RENEWAL = STATUS_LIST_TTL / 2

/** For so many seconds a process does not ask what the others have signed. */
const HOLD = 5

const pack = promisify(deflate)

export type SignedStatusList = Pick<StatusListRow, 'body' | 'etag'>

export type StatusLists = ReturnType<typeof createStatusLists>

/**
 * The signed lists of what is revoked. One is made when it is asked for, from the table, and kept: the same
 * for everybody who asks any process, until something in it changes.
 *
 * @param onSigned Told of each that was signed.
 */
export function createStatusLists(
  database: Database,
  findSigner: (now: number) => Signer,
  onSigned: () => void = () => {},
) {
  const lists = new Map<number, { at: number; answer: Promise<SignedStatusList> }>()

  const readRow = (list: number) =>
    database.query.selectFrom('status_lists').selectAll().where('list', '=', list).executeTakeFirst()

  async function update(list: number, now: number): Promise<SignedStatusList> {
    const held = await readRow(list)
    // A clock that was ahead does not keep it for ever.
    if (held && Math.abs(now - held.checked_at) < INTERVAL) return held
    if (held && !(await claim(held, now))) return held
    const bits = await readBits(list, now)
    const signer = findSigner(now)
    const of = hash('sha256', Buffer.concat([signer.keyId, bits]), 'base64url')
    if (held && of === held.signed_of && Math.abs(now - held.issued_at) < RENEWAL) return held
    const row = { list, ...(await sign({ list, bits }, signer, now)), signed_of: of, checked_at: now }
    await database.query
      .insertInto('status_lists')
      .values(row)
      .onConflict((conflict) =>
        // Another's first one stands; what was claimed is replaced.
        conflict
          .column('list')
          .doUpdateSet(row)
          .where('status_lists.issued_at', '=', held?.issued_at ?? -1),
      )
      .execute()
    return (await readRow(list)) ?? row
  }

  /**
   * Of several processes that find it is time only one looks; the others go on answering with what is there.
   */
  async function claim({ list, checked_at }: StatusListRow, now: number): Promise<boolean> {
    const { numUpdatedRows } = await database.query
      .updateTable('status_lists')
      .set({ checked_at: now })
      .where('list', '=', list)
      .where('checked_at', '=', checked_at)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** What is revoked, of positions that a credential may still name: the others are soon somebody else's. */
  async function readBits(list: number, now: number): Promise<Bytes> {
    const revoked = await database.query
      .selectFrom('status_entries')
      .select('position')
      .where('list', '=', list)
      .where('revoked_at', 'is not', null)
      .where('reserved_until', '>=', now)
      .execute()
    const bits = new Uint8Array(LIST_LENGTH / 8)
    for (const { position } of revoked)
      bits[position >> 3] = (bits[position >> 3] ?? 0) | (1 << (position & 7))
    return bits
  }

  async function sign({ list, bits }: { list: number; bits: Bytes }, signer: Signer, now: number) {
    const body = await issueStatusList(
      { list, issuedAt: now, expiresAt: now + LIFE, ttl: STATUS_LIST_TTL, bits },
      signer,
      // The highest level takes sixteen times as long for a tenth less.
      async (bytes) => new Uint8Array(await pack(bytes, { level: 6 })),
    )
    onSigned()
    return { body, etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`, issued_at: now }
  }

  async function exists(list: number): Promise<boolean> {
    if (list === 0) return true
    const row = await database.query
      .selectFrom('status_counters')
      .select('list')
      .where('list', '=', list)
      .executeTakeFirst()
    return row !== undefined
  }

  return {
    /** Numbers of the lists that there are, in ascending order. */
    async listNumbers(): Promise<readonly number[]> {
      const rows = await database.query.selectFrom('status_counters').select('list').execute()
      return [...new Set([0, ...rows.map(({ list }) => list)])].sort((a, b) => a - b)
    },

    /** The list with this number, or nothing. */
    async read(list: number, now: number): Promise<SignedStatusList | undefined> {
      const isRecent = () => Math.abs(now - (lists.get(list)?.at ?? -HOLD)) < HOLD
      if (!isRecent() && !(await exists(list))) return undefined
      // Of several requests that come together only the first asks.
      if (!isRecent()) {
        const answer = update(list, now)
        lists.set(list, { at: now, answer })
        answer.catch(() => lists.delete(list))
      }
      return lists.get(list)?.answer
    },
  }
}
