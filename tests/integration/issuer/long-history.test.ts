import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../src/core/bytes.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import { verifySnapshot } from '../../../src/core/snapshot/snapshot.ts'
import { writeHistory } from '../../../src/issuer/db/history-document.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { makeLongHistory } from '../../support/history/long-history.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const MOST_BYTES_ON_THE_WIRE = 40 * 1024

describe.each(['sqlite', 'postgresql'] as const)('45 years of history on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let cookie: string

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
    await held.database.query
      .updateTable('histories')
      .set({ document: writeHistory(makeLongHistory()) })
      .where('person_id', '=', 1)
      .execute()
    cookie = await test.signIn()
  })
  afterAll(() => held.dispose())

  const read = (headers: Record<string, string>) => test.request('/api/snapshot', { cookie, headers })
  const unpack = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(
      await new Response(
        new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')),
      ).arrayBuffer(),
    )

  it('is sent packed, in at most 40 KiB', async () => {
    const answer = await read({ 'Accept-Encoding': 'gzip, deflate, br, zstd' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
    const packed = new Uint8Array(await answer.arrayBuffer())
    const head = encodeUtf8([...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join(''))
    expect(packed.length + head.length).toBeLessThanOrEqual(MOST_BYTES_ON_THE_WIRE)

    const list = await verifyTrustList(
      new Uint8Array(await (await test.request('/api/trust-list')).arrayBuffer()),
      { roots: [demoRoot], now: test.clock.now },
    )
    if (!list.ok) throw new Error(list.error)
    const snapshot = await verifySnapshot(await unpack(packed), {
      trustList: list.value,
      now: test.clock.now,
    })
    if (!snapshot.ok) throw new Error(snapshot.error)
    expect(snapshot.value.participation).toHaveLength(540 * 4)
    expect(snapshot.value.visits).toHaveLength(400)
  })

  it.each(['', 'br', 'gzip;q=0', 'identity, gzip; q=0.0'])(
    'is the same unpacked for “%s”',
    async (accepted) => {
      const packed = await read({ 'Accept-Encoding': 'gzip;q=0.5' })
      const plain = await read(accepted === '' ? {} : { 'Accept-Encoding': accepted })
      expect(plain.headers.get('content-encoding')).toBeNull()
      expect(plain.headers.get('etag')).toBe(packed.headers.get('etag'))
      const body = new Uint8Array(await plain.arrayBuffer())
      expect(body).toEqual(await unpack(new Uint8Array(await packed.arrayBuffer())))
    },
  )

  it('is not sent again while nothing changes', async () => {
    const etag = (await read({ 'Accept-Encoding': 'gzip' })).headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"/)
    const again = await read({ 'Accept-Encoding': 'gzip', 'If-None-Match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
})
