import { describe, expect, it } from 'vitest'
import { fromHex } from '../../../src/core/bytes.ts'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import { issueStatusList, type StatusList } from '../../../src/core/credential/status-list.ts'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import { createDeskEngine } from '../../../src/desk-app/engine/desk-engine.ts'
import { createSharedMemory, type MemoryMessage } from '../../../src/desk-app/engine/shared-memory.ts'
import { ROOTS } from '../../support/vectors/desk.ts'
import { listVectors, readVector } from '../../support/vectors/files.ts'
import { DANGEROUS_KEYS } from '../../support/vectors/keys.ts'
import { bytesOf } from '../../support/vectors/notation.ts'
import { ANSWER, NONCE, type ScanVector } from '../../support/vectors/scan.ts'
import {
  DAY,
  FACILITY,
  issueCard,
  NOW,
  REKEYED_TRUST_LIST,
  STATUS_LIST,
  showLive,
  storeZlib,
  TRUST_LIST,
} from '../../support/vectors/world.ts'

const { trustLists, statusLists } =
  readVector<Record<'trustLists' | 'statusLists', Record<string, string>>>('credential/desk.json')
const files = {
  trustList: bytesOf(trustLists['production'] ?? ''),
  statusLists: [bytesOf(statusLists['fresh'] ?? '')],
}

async function openDesk({ nonce = NONCE, at = NOW, takenBefore = 0 } = {}) {
  let now = at
  const engine = createDeskEngine({
    roots: ROOTS,
    now: () => now,
    random: () => nonce,
    memory: { secondsSinceTaken: () => takenBefore },
  })
  const taken = await engine.takeLists(files)
  if (!taken.ok) throw new Error(taken.error)
  return {
    engine,
    setNow: (next: number) => {
      now = next
    },
  }
}

const vectors = listVectors<ScanVector>('credential/scans').filter(
  ({ desk, file }) =>
    desk.trustList === 'production' &&
    (desk.statusList ?? 'fresh') === 'fresh' &&
    !desk.heldTrustList &&
    !desk.audience &&
    !/^(not-ours|malformed-type-totals|malformed-huge|malformed-blank-inside)/.test(file),
)

describe('the desk', () => {
  it.each(vectors)('concludes what the format says: $file', async ({ text, desk, expect: expected }) => {
    const { engine } = await openDesk({ at: desk.now, takenBefore: desk.seen ? 121 : desk.justSeen ? 60 : 0 })
    const answer = await engine.judge(text, desk.poster)
    expect(answer).toMatchObject({ kind: 'verdict', outcome: expected })
  })

  it('that asks by its own codes says nothing of a wallet code before it knows where it stands', async () => {
    const { engine } = await openDesk()
    const live = writeWalletCode(await showLive(await issueCard()))
    expect(await engine.judge(live, undefined)).toMatchObject({ kind: 'verdict', colour: 'green' })
    const noFacility = { kind: 'remark', remark: 'no-facility' }
    expect(await engine.judge(live, undefined, '')).toEqual(noFacility)
    const printed = readVector<ScanVector>('credential/scans/unsigned-hospital-text.json').text
    expect(await engine.judge(printed, undefined, '')).toMatchObject({ colour: 'amber' })
  })

  it('takes one answer to its code, within two minutes', async () => {
    const answerText = writeWalletCode(await showLive(await issueCard(), ANSWER))
    const { engine, setNow } = await openDesk()
    const { nonce, text } = engine.ask(FACILITY)
    expect(text).toContain(`/${FACILITY}/`)
    const verdict = async (given?: string) => {
      const answer = await engine.judge(answerText, FACILITY, given)
      return answer.kind === 'verdict' && answer.outcome.verdict
    }
    expect(await verdict()).toBe('wrong_audience')
    expect(await verdict(nonce)).toBe('valid')
    expect(await verdict(nonce)).toBe('replayed')
    engine.ask(FACILITY)
    setNow(NOW + 120)
    expect(await verdict(nonce)).toBe('replayed')
  })

  it('says one clear line to what is no card', async () => {
    const { engine } = await openDesk()
    const remark = async (text: string) => {
      const answer = await engine.judge(text, undefined)
      return answer.kind === 'remark' ? answer.remark : answer.kind
    }
    expect(await remark('')).toBe('only-enter')
    expect(await remark('x'.repeat(1_000_000))).toBe('too-long')
    expect(await remark('HC1:NCFOXN%TSMAHN-H+XO5XF7:UY%FJ.GCWZK')).toBe('other-code')
    expect(await remark('https://example.com/')).toBe('other-code')
    expect(await remark('BHYT-DESK:2/01001')).toBe('desk-code')
    expect(await remark('BHYT:1/123BHYT:1/456')).toBe('two-codes')
    expect(await remark('DN4010199990001')).toBe('number')
    expect(await remark('001085990001|012999001|Nguyễn Văn Thử|05031985|Nam|Số 1|10052021')).toBe(
      'identity-card',
    )
  })

  it('keeps the hash of what is signed, and none of a text that could be guessed', async () => {
    const { engine } = await openDesk()
    const live = await engine.judge(readVector<ScanVector>('credential/scans/live.json').text, undefined)
    expect(live.kind === 'verdict' && fromHex(live.hash ?? '').ok && live.hash?.length).toBe(64)
    const plain = readVector<ScanVector>('credential/scans/unsigned-hospital-text.json').text
    expect(await engine.judge(plain, undefined)).not.toHaveProperty('hash')
  })

  it('refuses lists that go backwards, are broken or over, and keeps what it has', async () => {
    const { engine, setNow } = await openDesk()
    const older = await issueTrustList({ ...TRUST_LIST, sequence: 6 }, DANGEROUS_KEYS.productionRoot)
    const forged = await issueTrustList({ ...TRUST_LIST, sequence: 9 }, DANGEROUS_KEYS.rogue)
    expect(await engine.takeLists({ trustList: older })).toEqual({ ok: false, error: 'not_newer' })
    expect(await engine.takeLists({ trustList: forged })).toEqual({ ok: false, error: 'unknown_key' })
    expect(await engine.takeLists({ trustList: new Uint8Array(5) })).toEqual({
      ok: false,
      error: 'malformed',
    })
    setNow(TRUST_LIST.expiresAt)
    expect(await engine.takeLists(files)).toEqual({ ok: false, error: 'expired' })
    expect(engine.lists()?.trustList.sequence).toBe(7)
    expect(engine.lists()?.statusLists).toHaveLength(1)
  })

  it('holds several status lists: one missing, one old, each renewed for itself', async () => {
    const { engine } = await openDesk()
    const sign = (list: number, changes: Partial<StatusList> = {}) =>
      issueStatusList({ ...STATUS_LIST, list, ...changes }, DANGEROUS_KEYS.status, storeZlib)
    const judge = async (list: number, index: number) => {
      const code = writeWalletCode(await showLive(await issueCard({ status: { list, index } })))
      const answer = await engine.judge(code, undefined)
      return answer.kind === 'verdict' && [answer.outcome.verdict, answer.colour, ...answer.outcome.notes]
    }
    expect(await judge(3, 512)).toEqual(['valid', 'green'])
    expect(await judge(4, 77)).toEqual(['valid', 'amber', 'status_not_checked'])
    // Only the new one comes, as from a memory stick: the other stays.
    const stale = await sign(4, { issuedAt: NOW - 8 * DAY })
    await engine.takeLists({ ...files, statusLists: [stale] })
    expect(await judge(4, 78)).toEqual(['valid', 'amber', 'stale_status_list'])
    expect(await judge(4, 77)).toEqual(['revoked', 'red', 'stale_status_list'])
    expect(await judge(3, 512)).toEqual(['valid', 'green'])
    const fresh = await sign(4)
    await engine.takeLists({ ...files, statusLists: [fresh, new Uint8Array(9)] })
    await engine.takeLists({ ...files, statusLists: [stale] })
    expect(await judge(4, 78)).toEqual(['valid', 'green'])
    expect(engine.files()).toEqual({ ...files, statusLists: [...files.statusLists, fresh] })
  })

  it('lets go of what a key signed that its trust list has no more, in what it stores as well', async () => {
    const { engine } = await openDesk()
    const text = writeWalletCode(await showLive(await issueCard({ status: { list: 3, index: 77 } })))
    const judge = async () => {
      const answer = await engine.judge(text, undefined)
      return answer.kind === 'verdict' && [answer.outcome.verdict, ...answer.outcome.notes]
    }
    const forged = await issueStatusList(
      { ...STATUS_LIST, issuedAt: NOW, bits: new Uint8Array(125) },
      DANGEROUS_KEYS.status,
      storeZlib,
    )
    await engine.takeLists({ ...files, statusLists: [forged] })
    expect(await judge()).toEqual(['valid'])
    const trustList = await issueTrustList(REKEYED_TRUST_LIST, DANGEROUS_KEYS.productionRoot)
    await engine.takeLists({ trustList })
    expect(await judge()).toEqual(['valid', 'status_not_checked'])
    expect(engine.files()).toEqual({ trustList, statusLists: [] })
    const honest = await issueStatusList(STATUS_LIST, DANGEROUS_KEYS.nextStatus, storeZlib)
    await engine.takeLists({ trustList, statusLists: [honest] })
    expect(await judge()).toEqual(['revoked'])
  })

  it('keeps both of two lists that come at the same time', async () => {
    const { engine } = await openDesk()
    const sign = (list: number) => issueStatusList({ ...STATUS_LIST, list }, DANGEROUS_KEYS.status, storeZlib)
    const [five, six] = await Promise.all([sign(5), sign(6)])
    await Promise.all([five, six].map((file) => engine.takeLists({ ...files, statusLists: [file] })))
    expect(
      engine
        .lists()
        ?.statusLists.map(({ list }) => list)
        .sort(),
    ).toEqual([3, 5, 6])
  })

  it('says so when it has no lists at all', async () => {
    const engine = createDeskEngine({
      roots: ROOTS,
      now: () => NOW,
      random: () => NONCE,
      memory: { secondsSinceTaken: () => 0 },
    })
    const { text } = readVector<ScanVector>('credential/scans/live.json')
    expect(await engine.judge(text, undefined)).toEqual({ kind: 'remark', remark: 'no-lists' })
  })
})

it('shares what was taken among the windows of a desk, also with one that opens later', () => {
  const listeners: ((event: { data: unknown }) => void)[] = []
  const join = () => {
    let own: ((event: { data: unknown }) => void) | undefined
    return createSharedMemory({
      postMessage: (data: MemoryMessage) => {
        for (const listener of listeners) if (listener !== own) listener({ data })
      },
      addEventListener: (_type, listener) => {
        own = listener
        listeners.push(listener)
      },
    })
  }
  const first = join()
  expect(first.secondsSinceTaken('a', 1_000)).toBe(0)
  const second = join()
  expect(second.secondsSinceTaken('a', 1_121)).toBe(121)
  expect(second.secondsSinceTaken('b', 1_121)).toBe(0)
  expect(first.secondsSinceTaken('b', 1_300)).toBe(179)
  for (const listener of listeners)
    for (const data of [null, 7, { type: 'taken', entries: [[1]] }]) listener({ data })
  expect(first.secondsSinceTaken('c', 1_300)).toBe(0)
})
