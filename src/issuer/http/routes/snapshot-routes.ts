import { gunzipSync } from 'node:zlib'
import { endpoints } from '../../../core/api/contract.ts'
import type { SessionColumns } from '../../db/session-columns.ts'
import {
  isCurrent,
  type SnapshotHead,
  type Snapshots,
  type StoredSnapshot,
  type WholeSnapshot,
} from '../../snapshots/snapshots.ts'
import { isHeldByClient } from '../entity-tag.ts'
import { problem } from '../problem.ts'
import { type Answer, coseHeaders, notModified, type RequestContext, type RouteKit } from '../route-kit.ts'

const PUBLIC_ID = /^[A-Za-z0-9_-]{1,32}$/

type Found<Row> = Row | undefined | Promise<Row | undefined>

/** Whose snapshot, and for whom. */
type SnapshotOwner = { readonly personId: number; readonly audience: 'holder' | 'guardians' }

/**
 * The signed snapshots: the person's own, and those of the dependants whom the registry links to the person.
 */
export function registerSnapshotRoutes(
  { serve, withSession, now }: RouteKit,
  { snapshots }: { readonly snapshots: Snapshots },
): void {
  serve(endpoints.readSnapshot, (c) =>
    answer(c, {
      findHead: snapshots.findHead,
      findWhole: snapshots.findWhole,
      ownerOf: ({ person_id: personId }) => ({ personId, audience: 'holder' }),
    }),
  )

  serve(endpoints.readDependantSnapshot, (c) => {
    const publicId = c.req.param('personId') ?? ''
    if (!PUBLIC_ID.test(publicId)) return problem('not_found')
    return answer(c, {
      findHead: (sessionId) => snapshots.findHeadOfDependant(sessionId, publicId),
      findWhole: (sessionId) => snapshots.findWholeOfDependant(sessionId, publicId),
      // Nobody learns whether there is such a person.
      ownerOf: ({ dependant_id: personId }) =>
        personId === null ? undefined : { personId, audience: 'guardians' },
    })
  })

  /** Mostly the client has the one that there is, and its body is not read. */
  function answer<Head extends SessionColumns & SnapshotHead, Whole extends Head & WholeSnapshot>(
    c: RequestContext,
    of: {
      findHead(sessionId: string): Found<Head>
      findWhole(sessionId: string): Found<Whole>
      ownerOf(row: Head): SnapshotOwner | undefined
    },
  ): Answer {
    const held = c.req.raw.headers.get('if-none-match')
    const answerWhole = (row: Whole) => {
      const owner = of.ownerOf(row)
      if (owner === undefined) return problem('not_found')
      const stored = readStored(row)
      return stored ? answerStored(c, stored) : answerEnsured(c, owner)
    }
    if (held === null) return withSession(c, of.findWhole, answerWhole)
    return withSession(c, of.findHead, (row) => {
      const { snapshot_etag: etag } = row
      const isHeld = etag !== null && isHeldByClient(held, etag) && isCurrent(row, now())
      return isHeld && of.ownerOf(row)
        ? notModified(coseHeaders, etag)
        : withSession(c, of.findWhole, answerWhole)
    })
  }

  /** The snapshot in a row, unless there is none or it has grown old. */
  function readStored(row: WholeSnapshot): StoredSnapshot | undefined {
    const { snapshot_etag: etag, body, encoding } = row
    return etag !== null && body !== null && isCurrent(row, now()) ? { etag, body, encoding } : undefined
  }

  async function answerEnsured(c: RequestContext, { personId, audience }: SnapshotOwner): Promise<Response> {
    return answerStored(c, await snapshots.ensure(personId, audience, now()))
  }
}

function answerStored(c: RequestContext, { etag, encoding, body }: StoredSnapshot): Response {
  const { headers } = c.req.raw
  if (isHeldByClient(headers.get('if-none-match'), etag)) return notModified(coseHeaders, etag)
  if (encoding === null) return new Response(body, { headers: { ...coseHeaders, ETag: etag } })
  const packedHeaders = { ...coseHeaders, ETag: etag, Vary: 'Accept-Encoding' }
  return takesGzip(headers.get('accept-encoding') ?? '')
    ? new Response(body, { headers: { ...packedHeaders, 'Content-Encoding': encoding } })
    : new Response(new Uint8Array(gunzipSync(body)), { headers: packedHeaders })
}

/** Whether a client takes gzip (RFC 9110 section 12.5.3); every browser does. */
function takesGzip(acceptEncoding: string): boolean {
  return acceptEncoding
    .split(',')
    .some((coding) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)[\d.]+\s*)?$/i.test(coding))
}
