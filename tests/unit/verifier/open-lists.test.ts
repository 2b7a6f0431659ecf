import { expect, it } from 'vitest'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import { issueStatusList, type StatusList } from '../../../src/core/credential/status-list.ts'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import { judgeScan } from '../../../src/verifier/judge-scan.ts'
import { openLists } from '../../../src/verifier/open-lists.ts'
import { ROOTS } from '../../support/vectors/desk.ts'
import { DANGEROUS_KEYS } from '../../support/vectors/keys.ts'
import {
  DAY,
  issueCard,
  NOW,
  REKEYED_TRUST_LIST,
  STATUS_LIST,
  showLive,
  storeZlib,
  TRUST_LIST,
} from '../../support/vectors/world.ts'

const trustList = await issueTrustList(TRUST_LIST, DANGEROUS_KEYS.productionRoot)
const sign = (changes: Partial<StatusList>) =>
  issueStatusList({ ...STATUS_LIST, ...changes }, DANGEROUS_KEYS.status, storeZlib)

async function judge(
  statusLists: readonly Uint8Array<ArrayBuffer>[],
  status: { list: number; index: number },
) {
  const lists = await openLists({ trustList, statusLists }, { roots: ROOTS, now: NOW })
  if (!lists.ok) throw new Error(lists.error)
  const code = writeWalletCode(await showLive(await issueCard({ status })))
  const { verdict, notes } = await judgeScan(code, lists.value, { now: NOW })
  return [verdict, ...notes]
}

it('looks into the list that the credential names, whichever order they come in', async () => {
  const lists = [await sign({ list: 9, bits: new Uint8Array(125) }), await sign({ list: 3 })]
  expect(await judge(lists, { list: 3, index: 77 })).toEqual(['revoked'])
  expect(await judge(lists.toReversed(), { list: 9, index: 77 })).toEqual(['valid'])
})

it('says that nothing was checked where that list is missing or broken, and that it is old where it is', async () => {
  const other = await sign({ list: 9 })
  expect(await judge([other], { list: 3, index: 512 })).toEqual(['valid', 'status_not_checked'])
  expect(await judge([other, new Uint8Array(40)], { list: 3, index: 512 })).toEqual([
    'valid',
    'status_not_checked',
  ])
  const old = await sign({ list: 3, issuedAt: NOW - DAY })
  expect(await judge([other, old], { list: 3, index: 512 })).toEqual(['valid', 'stale_status_list'])
})

it('takes the newest of those with one number, and keeps what it holds of the others', async () => {
  const clear = await sign({ list: 3, issuedAt: NOW - 7200, bits: new Uint8Array(125) })
  const newer = await sign({ list: 3, issuedAt: NOW - 60 })
  for (const both of [
    [clear, newer],
    [newer, clear],
  ]) {
    expect(await judge(both, { list: 3, index: 77 })).toEqual(['revoked'])
  }
  const at = { roots: ROOTS, now: NOW }
  const nine = await sign({ list: 9 })
  const first = await openLists({ trustList, statusLists: [nine, newer] }, at)
  const then = first.ok
    ? await openLists({ trustList, statusLists: [clear] }, { ...at, held: first.value })
    : first
  expect(then.ok && then.value.statusLists.map(({ list, issuedAt }) => [list, issuedAt])).toEqual([
    [9, STATUS_LIST.issuedAt],
    [3, NOW - 60],
  ])
  expect(then.ok && then.value.files).toEqual({ trustList, statusLists: [nine, newer] })
})

it('drops what it holds with the key that signed it, once the trust list has that key no more', async () => {
  const forged = await sign({ list: 3, issuedAt: NOW + DAY, bits: new Uint8Array(125) })
  const held = await openLists({ trustList, statusLists: [forged] }, { roots: ROOTS, now: NOW })
  if (!held.ok) throw new Error(held.error)
  expect(held.value.statusLists).toHaveLength(1)
  const rekeyed = await issueTrustList(REKEYED_TRUST_LIST, DANGEROUS_KEYS.productionRoot)
  const open = (statusLists: readonly Uint8Array<ArrayBuffer>[], files = rekeyed) =>
    openLists({ trustList: files, statusLists }, { roots: ROOTS, now: NOW, held: held.value })
  expect(await open([])).toMatchObject({ ok: true, value: { statusLists: [], files: { statusLists: [] } } })
  const honest = await issueStatusList(STATUS_LIST, DANGEROUS_KEYS.nextStatus, storeZlib)
  expect(await open([honest])).toMatchObject({ ok: true, value: { files: { statusLists: [honest] } } })
  const older = await issueTrustList({ ...TRUST_LIST, sequence: 6 }, DANGEROUS_KEYS.productionRoot)
  expect(await open([], older)).toEqual({ ok: false, error: 'not_newer' })
})

it('takes no list that is more than a day ahead of its clock', async () => {
  const clear = { list: 3, bits: new Uint8Array(125) }
  const ahead = await sign({ ...clear, issuedAt: NOW + DAY + 1 })
  expect(await judge([await sign({}), ahead], { list: 3, index: 77 })).toEqual(['revoked'])
  expect(await judge([ahead], { list: 3, index: 77 })).toEqual(['valid', 'status_not_checked'])
})

it('keeps status lists while the trust list is over, for the next one', async () => {
  const at = { roots: ROOTS, now: TRUST_LIST.expiresAt }
  const held = await openLists({ trustList, statusLists: [await sign({})] }, at)
  expect(held).toMatchObject({ ok: true, value: { statusLists: [{ list: 3 }] } })
})
