import { AppError } from '../../core/app-error.ts'
import { type Bytes, fromHex, toHex } from '../../core/bytes.ts'
import { writeContentAnswer } from '../../core/content/content-answer.ts'
import {
  APP_SCHEMA,
  type ContentManifest,
  type ContentPack,
  issueContentManifest,
  MAX_PACKS,
} from '../../core/content/content-manifest.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import { CLOCK_SKEW } from '../clock-skew.ts'
import type { Database } from '../db/open-database.ts'
import type { ContentKeys } from './content-keys.ts'

/** For how long a manifest may be used, in seconds. */
export const LIFE = 30 * 86_400
/** How often it is signed anew, in seconds. */
const PERIOD = 6 * 3600

export type PublishedContent = { readonly body: Bytes; readonly etag: string }

export type PublicContent = ReturnType<typeof createContent>

/**
 * Public packs as phones have them: the manifest of what is in force, signed by a content key, and the files.
 *
 * @param findSigner The content key that signs now under a list of keys.
 */
export function createContent(
  database: Database,
  {
    keys,
    findSigner,
  }: {
    keys: ContentKeys
    findSigner: (keyList: TrustList, now: number) => Signer
  },
) {
  let published: (PublishedContent & { readonly state: string }) | undefined
  let held: Awaited<ReturnType<typeof readReleases>> | undefined

  /** The newest release of each pack that has begun, how many have, and when those before were replaced. */
  async function readInForce(now: number) {
    // A release that has begun is never taken back, and anybody asks: all are read again once there are more.
    const { count } = await database.query
      .selectFrom('content_releases')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('starts_at', '<=', now)
      .executeTakeFirstOrThrow()
    const inForce = held?.sequence === Number(count) ? held : await readReleases(now)
    held = inForce
    const { sequence, since, packs, replaced } = inForce
    return { sequence, issuedAt: Math.max(since, now - (now % PERIOD)), packs, replaced }
  }

  async function readReleases(now: number) {
    const rows = await database.query
      .selectFrom('content_releases')
      .selectAll()
      .where('starts_at', '<=', now)
      .orderBy('starts_at')
      .orderBy('sequence')
      .execute()
    const versions = new Map<string, number>()
    const packs = new Map<string, ContentPack>()
    const replaced = new Map<string, { at: number; size: number }>()
    for (const { name, language, sha256, size, starts_at: at } of rows) {
      const key = `${name} ${language ?? ''}`
      const before = packs.get(key)
      if (before) replaced.set(toHex(before.sha256), { at: Number(at), size: before.size })
      const version = (versions.get(key) ?? 0) + 1
      versions.set(key, version)
      const hash = fromHex(sha256)
      if (!hash.ok) throw new AppError('internal')
      packs.set(key, {
        name,
        ...(language && { language }),
        version,
        size,
        sha256: hash.value,
        minAppSchema: APP_SCHEMA,
      })
    }
    return {
      sequence: rows.length,
      since: Number(rows.at(-1)?.starts_at ?? 0),
      packs: [...packs.values()].slice(0, MAX_PACKS),
      replaced,
    }
  }

  return {
    /** What the manifest of now says, whether or not there is a key to sign it. */
    readState: readInForce,

    /** Whether there is a list of keys, and a key that signs. */
    canSign(now: number): boolean {
      try {
        return findSigner(keys.current(now).list, now) !== undefined
      } catch (error) {
        if (error instanceof AppError && error.code === 'unavailable') return false
        throw error
      }
    },

    /**
     * What phones ask for. Processes that ask in the same six hours give the same manifest under the same
     * ETag, whoever signs it. `unavailable` while there is no list of keys, or no key that signs.
     */
    async current(now: number): Promise<PublishedContent> {
      const keyList = keys.current(now)
      const { sequence, issuedAt, packs } = await readInForce(now)
      const state = `${keyList.list.sequence}-${sequence}-${issuedAt}`
      if (published?.state === state) return published
      const manifest: ContentManifest = { sequence, issuedAt, expiresAt: issuedAt + LIFE, packs }
      const signed = await issueContentManifest(manifest, findSigner(keyList.list, now))
      const body = writeContentAnswer({ keyList: keyList.body, manifest: signed })
      published = { state, body, etag: `"content-${state}"` }
      return published
    },

    /**
     * The hashes of the files that are in force, by whichever machine's clock, and of those that a manifest
     * may still name which a phone has; of these with their sizes. Nobody asks for any other.
     */
    async listPublic(
      now: number,
    ): Promise<{ readonly inForce: ReadonlySet<string>; readonly late: ReadonlyMap<string, number> }> {
      const { packs, replaced } = await readInForce(now)
      // Begun by a clock that is ahead. It may still be taken back, and another have its number: never held.
      const coming = await database.query
        .selectFrom('content_releases')
        .select('sha256')
        .where('starts_at', '>', now)
        .where('starts_at', '<=', now + CLOCK_SKEW)
        .execute()
      const inForce = new Set([
        ...packs.map(({ sha256 }) => toHex(sha256)),
        ...coming.map(({ sha256 }) => sha256),
      ])
      const late = [...replaced].filter(([sha256, { at }]) => at > now - LIFE && !inForce.has(sha256))
      return { inForce, late: new Map(late.map(([sha256, { size }]) => [sha256, size])) }
    },

    /** A file that was released, for everybody. */
    async readFile(sha256: string): Promise<Bytes | undefined> {
      const row = await database.query
        .selectFrom('content_files')
        .innerJoin('content_releases', 'content_releases.sha256', 'content_files.sha256')
        .select('content_files.body')
        .where('content_files.sha256', '=', sha256)
        .limit(1)
        .executeTakeFirst()
      return row?.body
    },
  }
}
