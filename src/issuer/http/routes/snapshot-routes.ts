import { gunzipSync } from 'node:zlib'
import { endpoints } from '../../../core/api/contract.ts'
import type { Snapshots, StoredSnapshot } from '../../snapshots/snapshots.ts'
import { isHeldByClient } from '../entity-tag.ts'
import { problem } from '../problem.ts'
import { coseHeaders, notModified, type RequestContext, type RouteKit } from '../route-kit.ts'

const PUBLIC_ID = /^[A-Za-z0-9_-]{1,32}$/

/**
 * The signed snapshots: the person's own, and those of the dependants whom the registry links to the person.
 */
export function registerSnapshotRoutes(
  { serve, withSession, now }: RouteKit,
  { snapshots }: { readonly snapshots: Snapshots },
): void {
  serve(endpoints.readSnapshot, (c) => {
    const held = c.req.raw.headers.get('if-none-match')
    if (held === null)
      return withSession(c, snapshots.findWhole, (row) => {
        const stored = readStored(row)
        return stored ? answerStored(c, stored) : answerEnsured(c, row.person_id, 'holder')
      })
    return withSession(c, snapshots.findHead, (row) => {
      const { snapshot_etag: etag, renew_at: renewAt } = row
      if (etag !== null && isHeldByClient(held, etag) && renewAt !== null && now() < renewAt)
        return notModified(coseHeaders, etag)
      return answerEnsured(c, row.person_id, 'holder')
    })
  })

  serve(endpoints.readDependantSnapshot, (c) => {
    const publicId = c.req.param('personId') ?? ''
    if (!PUBLIC_ID.test(publicId)) return problem('not_found')
    return withSession(
      c,
      (sessionId) => snapshots.findOfDependant(sessionId, publicId),
      (row) => {
        // Nobody learns whether there is such a person.
        if (row.dependant_id === null) return problem('not_found')
        const stored = readStored(row)
        return stored ? answerStored(c, stored) : answerEnsured(c, row.dependant_id, 'guardians')
      },
    )
  })

  /** The snapshot in a row, unless there is none or it has grown old. */
  function readStored(row: {
    snapshot_etag: string | null
    renew_at: number | null
    body: StoredSnapshot['body'] | null
    encoding: StoredSnapshot['encoding']
  }): StoredSnapshot | undefined {
    const { snapshot_etag: etag, renew_at: renewAt, body, encoding } = row
    const isThere = etag !== null && body !== null && renewAt !== null && now() < renewAt
    return isThere ? { etag, body, encoding } : undefined
  }

  async function answerEnsured(
    c: RequestContext,
    personId: number,
    audience: 'holder' | 'guardians',
  ): Promise<Response> {
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
