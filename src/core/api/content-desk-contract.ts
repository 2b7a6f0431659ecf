import * as v from 'valibot'
import { MAX_PACK_BYTES } from '../content/content-manifest.ts'
import { isSafeText } from '../qr/safe-text.ts'
import { bodyErrors, type Endpoint, languageTag, unixSeconds } from './endpoint.ts'
import { officerErrors } from './officer-contract.ts'

/**
 * The content desk: officers whose duty is content write public packs, and release what another one wrote
 * (docs/content-format.md). A part of the contract, see contract.ts.
 */

const packName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,31}$/))
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const note = v.pipe(v.string(), v.maxLength(500), v.check(isSafeText))
const pack = { name: packName, language: v.optional(languageTag) }

/** Longest edit that is kept while it is being written, in characters. */
export const LONGEST_EDIT = 100_000

/** Bodies that hold a whole pack, or an edit, may be this large, in bytes. */
export const PACK_BODY_LIMIT = 2 * MAX_PACK_BYTES + 16_384
export const EDIT_BODY_LIMIT = 4 * LONGEST_EDIT + 16_384

/**
 * Values that one release may bring back, the longest of them in characters, and the body that names them.
 */
export const MOST_RESTORED = 200
const LONGEST_RESTORED = 300
export const RELEASE_BODY_LIMIT = 4 * MOST_RESTORED * LONGEST_RESTORED

/** How far ahead a release may begin, in seconds. */
export const FURTHEST_START = 366 * 86_400

/**
 * Who stands as the author of what came with the portal's feed: nobody. An officer makes it a draft of their
 * own before another one can release it.
 */
export const FEED_AUTHOR = 'command:portal-feed'

export const draftStates = ['waiting', 'released', 'withdrawn'] as const

const file = { sha256, size: v.number() }

const draft = {
  id: v.string(),
  ...pack,
  ...file,
  note: v.string(),
  /** The officer's name; a command if it begins with `command:`. */
  author: v.string(),
  /** Written by who asks, who therefore cannot release it. */
  isOwn: v.boolean(),
  createdAt: unixSeconds,
  state: v.picklist(draftStates),
  /** The content that it was written on. */
  base: v.optional(sha256),
  /** Something else was released since: it has to be written on that. */
  isStale: v.boolean(),
  decidedBy: v.optional(v.string()),
  decidedAt: v.optional(unixSeconds),
  startsAt: v.optional(unixSeconds),
}

export const ContentDraftView = v.strictObject({
  ...draft,
  /** Numbers, hosts and payees that were removed once and that it brings back. */
  restores: v.array(v.string()),
  /** The first one for its language, so that phones of that language no longer have the one for all. */
  isFirst: v.boolean(),
  /** When the content that it was written on begins; a release that names an earlier start is refused. */
  notBefore: v.optional(unixSeconds),
})

export const ContentDeskView = v.strictObject({
  /** Counts what was released and has begun. */
  sequence: v.number(),
  /**
   * Until when phones may use what is live, if they hear of nothing newer; absent while no key can sign it.
   */
  expiresAt: v.optional(unixSeconds),
  /** Of each pack the newest releases, the newest first, whether or not they have begun. */
  releases: v.array(
    v.strictObject({
      sequence: v.number(),
      draftId: v.string(),
      ...pack,
      ...file,
      note: v.string(),
      author: v.string(),
      releasedBy: v.string(),
      startsAt: unixSeconds,
      state: v.picklist(['upcoming', 'live', 'past']),
    }),
  ),
  /** The newest first. */
  drafts: v.array(v.strictObject(draft)),
  /** What the officer was writing. */
  edits: v.array(
    v.strictObject({ ...pack, base: sha256, note: v.string(), changes: v.string(), savedAt: unixSeconds }),
  ),
})

export const ContentDraftRequest = v.strictObject({
  ...pack,
  note,
  base: sha256,
  content: v.pipe(v.string(), v.maxLength(MAX_PACK_BYTES)),
})

export const ContentReleaseRequest = v.strictObject({
  /** What was looked at: nothing else is released. */
  ...pack,
  sha256,
  base: v.optional(sha256),
  /** The list of `restores` that was looked at, as it was shown. */
  restores: v.pipe(v.array(v.pipe(v.string(), v.maxLength(LONGEST_RESTORED))), v.maxLength(MOST_RESTORED)),
  /** From when on; at once if nothing is said. */
  startsAt: v.optional(unixSeconds),
})

export const ContentEditRequest = v.strictObject({
  ...pack,
  base: sha256,
  note: v.pipe(v.string(), v.maxLength(500)),
  /** What the desk made of it; nobody else reads it. */
  changes: v.pipe(v.string(), v.maxLength(LONGEST_EDIT)),
})

export type ContentDeskView = v.InferOutput<typeof ContentDeskView>
export type ContentDraftView = v.InferOutput<typeof ContentDraftView>
export type ContentDraftSummary = ContentDeskView['drafts'][number]
export type ContentReleaseView = ContentDeskView['releases'][number]
export type ContentEditView = ContentDeskView['edits'][number]
export type ContentDraftRequest = v.InferOutput<typeof ContentDraftRequest>
export type ContentReleaseRequest = v.InferOutput<typeof ContentReleaseRequest>
export type ContentEditRequest = v.InferOutput<typeof ContentEditRequest>

export const contentDeskEndpoints = {
  readContentDesk: {
    method: 'GET',
    path: '/api/office/content',
    summary: 'What is live, what waits, and what the officer was writing',
    session: false,
    officer: true,
    success: 200,
    response: ContentDeskView,
    errors: officerErrors,
  },
  readContentFile: {
    method: 'GET',
    path: '/api/office/content/files/:sha256',
    summary: 'A pack of a draft or of a release',
    session: false,
    officer: true,
    success: 200,
    binary: 'application/octet-stream',
    errors: [...officerErrors, 'not_found'],
  },
  readContentDraft: {
    method: 'GET',
    path: '/api/office/content/drafts/:id',
    summary: 'A draft, and what it would bring back that was removed',
    session: false,
    officer: true,
    success: 200,
    response: ContentDraftView,
    errors: [...officerErrors, 'not_found'],
  },
  writeContentDraft: {
    method: 'PUT',
    path: '/api/office/content/drafts/:id',
    summary:
      'Write a draft, under an id of the client’s own (128 bits or more, base64url), or write one’s own waiting draft anew',
    session: false,
    officer: true,
    body: ContentDraftRequest,
    success: 204,
    errors: [
      ...bodyErrors,
      ...officerErrors,
      'not_found',
      'content_unreadable',
      'content_stale',
      'content_decided',
      'content_full',
    ],
  },
  releaseContentDraft: {
    method: 'POST',
    path: '/api/office/content/drafts/:id/release',
    summary: 'Release what another officer wrote, exactly as it was seen, at once or on a date',
    session: false,
    officer: true,
    body: ContentReleaseRequest,
    success: 204,
    errors: [
      ...bodyErrors,
      ...officerErrors,
      'not_found',
      'officer_proof_needed',
      'content_own',
      'content_changed',
      'content_worse',
      'content_stale',
      'content_decided',
    ],
  },
  withdrawContentDraft: {
    method: 'POST',
    path: '/api/office/content/drafts/:id/withdrawal',
    summary: 'Take back a draft that waits, or a release that has not begun',
    session: false,
    officer: true,
    success: 204,
    errors: [...officerErrors, 'not_found', 'content_decided', 'forbidden_origin'],
  },
  saveContentEdit: {
    method: 'PUT',
    path: '/api/office/content/edit',
    summary: 'Keep what the officer is writing',
    session: false,
    officer: true,
    body: ContentEditRequest,
    success: 204,
    errors: [...bodyErrors, ...officerErrors],
  },
  dropContentEdit: {
    method: 'DELETE',
    path: '/api/office/content/edits/:pack',
    summary: 'Drop it; `name` or `name.language`',
    session: false,
    officer: true,
    success: 204,
    errors: [...officerErrors, 'forbidden_origin', 'not_found'],
  },
} as const satisfies Record<string, Endpoint>
