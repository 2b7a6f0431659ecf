import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** One vector as the conformance runner feeds it, with what has to come out. */
export type KitVector = {
  readonly is: string
  readonly request: Readonly<Record<string, unknown>> & { readonly id: string }
  readonly expect: Readonly<Record<string, unknown>>
}

type Key = {
  readonly keyId: string
  readonly publicKey: { x: string; yIsOdd: boolean }
  readonly demo: boolean
}

type DeskFile = {
  readonly roots: readonly Key[]
  readonly trustLists: Readonly<Record<string, string>>
  readonly statusLists: Readonly<Record<string, string>>
}

type ScanFile = {
  readonly is: string
  readonly text: string
  readonly desk: {
    readonly now: number
    readonly trustList: string
    readonly statusList?: string
    readonly heldTrustList?: string
    readonly heldStatusList?: string
    readonly audience?: string
    readonly poster?: string
    readonly nonce?: string
    readonly seen?: true
    readonly justSeen?: true
  }
  readonly expect: Readonly<Record<string, unknown>>
  readonly colour: string
}

type MessageFile = {
  readonly is: string
  readonly message: string
  readonly now: number
  readonly newerThan?: number
  readonly expected?: string
  readonly expect: { readonly ok: boolean; readonly error?: string; readonly value?: Record<string, unknown> }
}

/** Every vector that concerns a desk, with the lists that it needs, from `tests/vectors`. */
export function gatherKitVectors(folder: string): KitVector[] {
  const read = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), 'utf8'))
  const list = <T>(path: string) =>
    readdirSync(join(folder, path))
      .sort()
      .map((file) => ({ id: `${basename(path)}/${basename(file, '.json')}`, ...read<T>(join(path, file)) }))
  const desk = read<DeskFile>('credential/desk.json')
  const base64Url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  const roots = JSON.stringify(
    desk.roots.map(({ keyId, publicKey: { x, yIsOdd }, demo }) => {
      return { keyId: base64Url(keyId), x: base64Url(x), yIsOdd, demo }
    }),
  )
  const { trustLists, statusLists } = desk
  // What a reader of cards alone calls malformed is at a desk the totals of an extract.
  const atDesk = list<ScanFile>('credential/scans').filter(({ id }) => id !== 'scans/malformed-type-totals')
  const scans = atDesk.map(({ id, is, text, desk: at, expect, colour }) => ({
    is,
    request: {
      id,
      kind: 'scan',
      text,
      roots,
      now: at.now,
      trustList: trustLists[at.trustList],
      statusLists: [statusLists[at.statusList ?? 'fresh']],
      ...(at.heldTrustList && { heldTrustList: trustLists[at.heldTrustList] }),
      ...(at.heldStatusList && { heldStatusLists: [statusLists[at.heldStatusList]] }),
      // A desk in nonce mode takes answers with its own facility in their audience.
      ...((at.audience ?? at.poster) && { facility: at.audience?.split(':').at(-1) ?? at.poster }),
      ...(at.nonce && { nonce: at.nonce }),
      ...(at.seen && { seen: true }),
      ...(at.justSeen && { justSeen: true }),
    },
    expect: { ...expect, colour },
  }))
  const totals = list<MessageFile>('snapshot/totals')
    // A card is no totals token: that vector is about one reader, not about a desk.
    .filter(({ id }) => id !== 'totals/wrong-type')
    .map(({ id, is, message, now, expected = 'production', expect }) => {
      const text = `BHYT:1/${BigInt(`0x${message}`)}`
      const request = { id, kind: 'scan', text, roots, now, trustList: trustLists[expected], statusLists: [] }
      if (!expect.ok) return { is, request, expect: { verdict: expect.error, notes: [], colour: 'red' } }
      const { issuer: _, specimen, issuedAt, expiresAt, ...months } = expect.value ?? {}
      return {
        is,
        request,
        expect: {
          verdict: 'valid_totals',
          colour: 'none',
          totals: months,
          specimen,
          notes: [],
          issuedAt,
          expiresAt,
        },
      }
    })
  const messages = (path: string, kind: string) =>
    list<MessageFile>(path).map(({ id, is, message, now, newerThan, expect }) => ({
      is,
      request: {
        id,
        kind,
        message,
        roots,
        now,
        ...(kind === 'status-list' && { trustList: trustLists['production'] }),
        ...(newerThan !== undefined && { newerThan }),
      },
      expect: { verdict: expect.ok ? 'ok' : expect.error, notes: [] },
    }))
  return [
    ...scans,
    ...totals,
    ...messages('credential/trust-lists', 'trust-list'),
    ...messages('credential/status-lists', 'status-list'),
  ]
}
