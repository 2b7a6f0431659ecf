import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { Bytes } from '../../core/bytes.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import { issueStatusList, STATUS_LIST_TTL } from '../../core/credential/status-list.ts'
import type { Database } from '../db/open-database.ts'
import { LIST_LENGTH } from './status-entries.ts'

const LIFE = 7 * 86_400

/** A list is signed again at most this often, in seconds. */
const INTERVAL = 60

const pack = promisify(deflate)

export type SignedStatusList = { readonly body: Bytes; readonly etag: string; readonly issuedAt: number }

export type StatusLists = ReturnType<typeof createStatusLists>

/**
 * The signed lists of what is revoked. One is made when it is asked for, from the table, at most once a
 * minute.
 */
export function createStatusLists(database: Database, findSigner: (now: number) => Signer) {
  const lists = new Map<number, Promise<SignedStatusList>>()

  async function sign(list: number, now: number): Promise<SignedStatusList> {
    const revoked = await database.query
      .selectFrom('status_entries')
      .select('position')
      .where('list', '=', list)
      .where('revoked_at', 'is not', null)
      .execute()
    const bits = new Uint8Array(LIST_LENGTH / 8)
    for (const { position } of revoked)
      bits[position >> 3] = (bits[position >> 3] ?? 0) | (1 << (position & 7))
    const body = await issueStatusList(
      { list, issuedAt: now, expiresAt: now + LIFE, ttl: STATUS_LIST_TTL, bits },
      findSigner(now),
      async (bytes) => new Uint8Array(await pack(bytes, { level: 9 })),
    )
    return { body, etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`, issuedAt: now }
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
      const held = lists.get(list)
      if (held !== undefined && now - (await held).issuedAt < INTERVAL) return held
      if (!(await exists(list))) return undefined
      // Of several requests that come together only the first has it signed.
      const begun = lists.get(list)
      if (begun !== undefined && begun !== held) return begun
      const signed = sign(list, now)
      lists.set(list, signed)
      signed.catch(() => lists.delete(list))
      return signed
    },
  }
}
