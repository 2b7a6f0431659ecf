import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import type { RootKey } from '../../../src/core/credential/trusted-keys.ts'
import type { VerifyContext } from '../../../src/core/credential/verify-card.ts'
import { type OpenLists, openLists } from '../../../src/verifier/open-lists.ts'
import { readVector } from './files.ts'
import { bytesOf } from './notation.ts'
import type { ScanVector } from './scan.ts'
import { NOW } from './world.ts'

type DeskFile = {
  roots: { keyId: string; publicKey: { x: string; yIsOdd: boolean }; demo: boolean }[]
  trustLists: Record<string, string>
  statusLists: Record<string, string>
}

const file = readVector<DeskFile>('credential/desk.json')

/** The roots that every vector trusts. */
export const ROOTS: readonly RootKey[] = file.roots.map(({ keyId, publicKey: { x, yIsOdd }, demo }) => ({
  keyId: bytesOf(keyId),
  publicKey: { x: bytesOf(x), yIsOdd },
  demo,
}))

/** A trust list of desk.json, verified a day before now, so that the expired one can be read as well. */
export async function readTrustList(name: string) {
  const list = await verifyTrustList(bytesOf(file.trustLists[name] ?? ''), { roots: ROOTS, now: NOW - 1 })
  if (!list.ok) throw new Error(`${name}: ${list.error}`)
  return list.value
}

async function open(names: { trustList: string; statusList: string }, now: number, held?: OpenLists) {
  const files = {
    trustList: bytesOf(file.trustLists[names.trustList] ?? ''),
    statusLists: [bytesOf(file.statusLists[names.statusList] ?? '')],
  }
  const lists = await openLists(files, { roots: ROOTS, now, ...(held && { held }) })
  if (held && !lists.ok && lists.error === 'not_newer') return held
  if (!lists.ok) throw new Error(`${names.trustList}: ${lists.error}`)
  return lists.value
}

async function readLists(desk: ScanVector['desk']): Promise<OpenLists> {
  const { trustList, statusList = 'fresh', heldTrustList, heldStatusList, now } = desk
  const held =
    heldTrustList !== undefined && heldStatusList !== undefined
      ? await open({ trustList: heldTrustList, statusList: heldStatusList }, now)
      : undefined
  return open({ trustList, statusList }, now, held)
}

/** The desk that a scan vector describes. */
export async function readDesk({ desk }: ScanVector): Promise<VerifyContext> {
  const { trustList, statusLists } = await readLists(desk)
  return {
    trustList,
    statusLists,
    now: desk.now,
    ...(desk.poster !== undefined && { posterFacility: desk.poster }),
    ...(desk.audience !== undefined && { audience: desk.audience }),
    ...(desk.nonce !== undefined && { expectedNonce: bytesOf(desk.nonce) }),
    replay: () => desk.seen ?? false,
  }
}
