import { type Bytes, fromBase64Url, toBase64Url } from '../../../src/core/bytes.ts'
import type { CardFace } from '../../../src/core/card/card.ts'
import type { P256PublicKey } from '../../../src/core/cose/p256.ts'
import { issueCardCredential } from '../../../src/core/credential/card-credential.ts'
import type { Signer } from '../../../src/core/credential/issuer-signed.ts'
import { verifyProofOfPossession } from '../../../src/core/credential/proof-of-possession.ts'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import type { RootKey } from '../../../src/core/credential/trusted-keys.ts'
import type { ParticipationPeriod, Visit } from '../../../src/core/snapshot/history.ts'
import { type InboxItem, writeInbox } from '../../../src/core/snapshot/inbox.ts'
import {
  joinUnread,
  type SnapshotRequest,
  writeRequests,
} from '../../../src/core/snapshot/service-requests.ts'
import { issueSnapshot, type Snapshot } from '../../../src/core/snapshot/snapshot.ts'
import { DANGEROUS_KEYS } from '../vectors/keys.ts'
import { DAY, FACE, issueBearerCredential, NOW, TRUST_LIST } from '../vectors/world.ts'

/** An issuer in memory that speaks the real contract with real signatures, and can be told to misbehave. */
export type IssuerDouble = Awaited<ReturnType<typeof createIssuerDouble>>

export const ROOTS: readonly RootKey[] = [{ ...DANGEROUS_KEYS.productionRoot, demo: false }]

type DoubleCard = { cardId: string; relation: 'self' | 'child'; face: CardFace; personId?: string }
type DoubleDependant = { sequence: number; visits?: readonly Visit[] }

const CARDS = [
  { cardId: 'card-1', relation: 'self', face: FACE },
  {
    cardId: 'card-2',
    relation: 'child',
    face: { ...FACE, bhytNumber: 'TE1010199990002', fullName: 'Nguyễn Hoàng Nam' },
  },
] as const satisfies readonly { cardId: string; relation: string; face: CardFace }[]

export async function createIssuerDouble() {
  const bound = new Map<string, P256PublicKey>()
  const totalsToken = await issueBearerCredential()
  const state = {
    now: NOW,
    sequence: 1,
    minorVersion: 1,
    personId: 'person-1',
    signedIn: true,
    cards: CARDS as readonly DoubleCard[],
    participation: [{ kind: 'bhyt', from: '2020-01', to: '2026-12' }] as readonly ParticipationPeriod[],
    visits: [] as readonly Visit[],
    inbox: [] as readonly InboxItem[],
    requests: [] as readonly SnapshotRequest[],
    /** What was said to have been read, each time. */
    marked: [] as unknown[],
    /** By the person's id: sequence and visits of their own snapshot. */
    dependants: {} as Record<string, DoubleDependant>,
    trustList: TRUST_LIST,
    snapshotSigner: DANGEROUS_KEYS.snapshot as Signer,
    /** Called before each answer; what it returns or throws is the answer instead. */
    interfere: (_path: string): Response | undefined => undefined,
    asked: [] as string[],
    bound,
  }
  const nonce = new Uint8Array(16).fill(7)

  function toSnapshot(): Snapshot {
    const unread = joinUnread([
      ...(state.inbox.length > 0 ? [writeInbox(state.inbox)] : []),
      ...(state.requests.length > 0 ? [writeRequests(state.requests)] : []),
    ])
    return {
      minorVersion: state.minorVersion,
      sequence: state.sequence,
      issuedAt: state.now,
      personId: state.personId,
      holder: {
        fullName: FACE.fullName,
        dateOfBirth: FACE.dateOfBirth,
        sex: 'female',
        bhxhCode: '0199990001',
      },
      desksVerify: false,
      cards: state.cards.map((card) => ({
        ...card,
        hospitalText: `${card.face.bhytNumber}|text`,
      })),
      participation: state.participation,
      benefits: [],
      visits: state.visits,
      totalsToken,
      ...(unread !== undefined && { unread }),
    }
  }

  function toDependantSnapshot(personId: string, { sequence, visits = [] }: DoubleDependant): Snapshot {
    const own = toSnapshot()
    return {
      ...own,
      personId,
      sequence,
      holder: { ...own.holder, fullName: `Con ${personId}` },
      cards: own.cards
        .filter((card) => card.personId === personId)
        .map(({ personId: _, ...card }) => ({ ...card, relation: 'self' })),
      participation: [{ kind: 'bhyt', from: '2022-09', to: '2026-12' }],
      visits,
    }
  }

  const problem = (status: number, code: string) =>
    Response.json({ type: 'about:blank', title: code, status, code }, { status })
  const cose = (bytes: Bytes, etag: string) =>
    new Response(bytes, {
      headers: {
        ETag: etag,
        'Content-Type': 'application/cose',
        Date: new Date(state.now * 1000).toUTCString(),
      },
    })

  async function issueCredential(body: { cardId: string; proof: string }, isRenewal: boolean) {
    const card = state.cards.find(({ cardId }) => cardId === body.cardId)
    const proof = fromBase64Url(body.proof)
    if (!card || !proof.ok) return problem(404, 'card_unknown')
    const key = await verifyProofOfPossession(proof.value, { cardId: card.cardId, nonce })
    if (!key.ok) return problem(400, 'proof_invalid')
    if (isRenewal && !bound.has(card.cardId)) return problem(404, 'key_unknown')
    bound.set(card.cardId, key.value)
    const { facilityName: _, placeOfIssue: __, ...face } = card.face
    const credential = await issueCardCredential(
      {
        issuer: 'VSS',
        issuedAt: state.now,
        expiresAt: state.now + 30 * DAY,
        holderKey: key.value,
        face,
        specimen: false,
      },
      DANGEROUS_KEYS.card,
    )
    return Response.json({ credential: toBase64Url(credential), expiresAt: state.now + 30 * DAY })
  }

  async function answer(path: string, init: RequestInit): Promise<Response> {
    const condition = new Headers(init.headers).get('If-None-Match')
    const body = () => JSON.parse(String(init.body))
    if (path === '/api/trust-list') {
      const etag = `"t${state.trustList.sequence}"`
      if (condition === etag) return new Response(null, { status: 304 })
      return cose(await issueTrustList(state.trustList, DANGEROUS_KEYS.productionRoot), etag)
    }
    if (!state.signedIn) return problem(401, 'session_expired')
    if (path === '/api/snapshot') {
      const etag = `"${state.personId}-${state.sequence}"`
      const date = new Date(state.now * 1000).toUTCString()
      if (condition === etag) return new Response(null, { status: 304, headers: { Date: date } })
      return cose(await issueSnapshot(toSnapshot(), state.snapshotSigner), etag)
    }
    const [, dependantId] = /^\/api\/dependants\/([^/]+)\/snapshot$/.exec(path) ?? []
    const dependant = dependantId === undefined ? undefined : state.dependants[dependantId]
    if (dependantId !== undefined && dependant !== undefined) {
      const etag = `"${dependantId}-${dependant.sequence}"`
      if (condition === etag) return new Response(null, { status: 304 })
      const snapshot = toDependantSnapshot(dependantId, dependant)
      return cose(await issueSnapshot(snapshot, state.snapshotSigner), etag)
    }
    if (path === '/api/inbox/read') {
      state.marked.push(body())
      return new Response(null, { status: 204 })
    }
    if (path === '/api/nonces')
      return Response.json({ nonce: toBase64Url(nonce), expiresAt: state.now + 120 })
    if (path === '/api/holder-keys') return issueCredential(body(), false)
    if (path === '/api/credentials') return issueCredential(body(), true)
    if (path === '/api/session')
      return Response.json({ next: 'done', account: { displayName: 'An' }, expiresAt: state.now + DAY })
    return problem(404, 'not_found')
  }

  const answerRequest = (async (path: string, init: RequestInit = {}) => {
    state.asked.push(path)
    return state.interfere(path) ?? (await answer(path, init))
  }) as typeof fetch
  return Object.assign(state, { fetch: answerRequest, toSnapshot })
}
