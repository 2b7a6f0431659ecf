import { verifyStatusList } from '../../../src/core/credential/status-list.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import type { RootKey } from '../../../src/core/credential/trusted-keys.ts'
import type { VerifyContext } from '../../../src/core/credential/verify-card.ts'
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

/** The desk that a scan vector describes. */
export async function readDesk({ desk }: ScanVector): Promise<VerifyContext> {
  const trustList = await readTrustList(desk.trustList)
  const context = { trustList: await readTrustList('production'), now: NOW }
  const status = await verifyStatusList(bytesOf(file.statusLists[desk.statusList ?? 'fresh'] ?? ''), context)
  if (!status.ok) throw new Error(status.error)
  return {
    trustList,
    statusLists: [status.value],
    now: desk.now,
    ...(desk.poster !== undefined && { posterFacility: desk.poster }),
    ...(desk.audience !== undefined && { audience: desk.audience }),
    ...(desk.nonce !== undefined && { expectedNonce: bytesOf(desk.nonce) }),
    replay: () => desk.seen ?? false,
  }
}
