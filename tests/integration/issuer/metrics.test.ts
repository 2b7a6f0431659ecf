import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../src/core/api/contract.ts'
import { operationEndpoints } from '../../../src/core/api/operation-endpoints.ts'
import { AppError } from '../../../src/core/app-error.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { createMetrics } from '../../../src/issuer/metrics/metrics.ts'
import { startMetricsServer } from '../../../src/issuer/metrics/metrics-server.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const [mother, couple] = demoAccounts

type Sample = { name: string; labels: Record<string, string>; value: number }

/** The samples of a text in the format of Prometheus. */
function parseSamples(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', said = '']) => [key, said])
      return { name, labels: Object.fromEntries(pairs), value: Number(value) }
    })
}

/** What a port answers to somebody who takes it for a proxy. */
async function tunnel(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1', () => socket.write('CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n'))
  let answer = ''
  for await (const part of socket) answer += String(part)
  return answer
}

describe.each(['sqlite', 'postgresql'] as const)('metrics on %s', (kind) => {
  const metrics = createMetrics()
  let held: TestDatabase
  let test: TestIssuer

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database, {}, metrics)
  })
  afterAll(() => held.dispose())

  const read = async () => parseSamples(await metrics.write())
  const find = async (name: string, labels: Record<string, string> = {}) =>
    (await read()).find(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    )?.value

  it('count requests, messages and signatures, and name nobody', async () => {
    const cookie = await test.signIn(mother)
    await test.request('/api/snapshot', { cookie })
    await test.request('/api/status-lists/0')
    await test.request('/api/dependants/NGUYEN-VAN-AN-0123456789/snapshot', { cookie })
    await test.request('/NGUYEN-VAN-AN?cccd=0123456789')
    await test.issuer.app.request('/api/snapshot', { method: 'NGUYEN' })
    await test.enter(couple).catch(() => {})
    expect(await find('vi_bhyt_messages_waiting', { kind: 'code' })).toBeGreaterThan(0)
    await test.issuer.deliverMessages()

    const signIns = { method: 'POST', route: endpoints.signIn.path }
    expect(await find('vi_bhyt_requests_total', { ...signIns, status: '200' })).toBe(2)
    expect(await find('vi_bhyt_request_seconds_count', signIns)).toBe(2)
    expect(await find('vi_bhyt_messages_total', { channel: 'sms', outcome: 'sent' })).toBeGreaterThan(0)
    expect(await find('vi_bhyt_messages_waiting', { kind: 'code' })).toBe(0)
    expect(await find('vi_bhyt_snapshots_signed_total')).toBe(1)
    expect(await find('vi_bhyt_status_lists_signed_total')).toBe(1)
    expect(await find('vi_bhyt_password_hashes_waiting')).toBe(0)
    expect(await find('vi_bhyt_strangers_waiting')).toBe(0)
    expect(await find('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
    expect(await find('process_cpu_seconds_total')).toBeGreaterThan(0)
    for (const name of ['vi_bhyt_database_connections_in_use', 'vi_bhyt_database_waiting'])
      expect((await find(name)) !== undefined).toBe(kind === 'postgresql')

    const patterns = [...Object.values(endpoints), ...Object.values(operationEndpoints)]
    const bounded: Record<string, readonly string[]> = {
      route: [...patterns.map(({ path }) => path), '*'],
      method: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'other'],
      channel: ['sms', 'email'],
      outcome: ['sent', 'retry', 'refused', 'expired', 'given_up', 'no_transport', 'gone', 'later'],
      kind: ['code', 'other', 'major', 'minor', 'incremental', 'weakcb'],
    }
    const ours = (await read()).filter(({ name }) => name.startsWith('vi_bhyt_'))
    expect(ours.length).toBeGreaterThan(50)
    for (const { labels } of ours)
      for (const [label, value] of Object.entries(labels))
        if (label === 'status') expect(value).toMatch(/^[1-5]\d\d$/)
        else if (label === 'le') expect(value).toMatch(/^(\d+(\.\d+)?|\+Inf)$/)
        else expect(bounded[label]).toContain(value)
    const text = await metrics.write()
    for (const secret of ['NGUYEN', '0123456789', mother.login, couple.login])
      expect(text).not.toContain(secret)
  })

  it('count an answer that is an error, and sign-ins that a limit refuses', async () => {
    const { verify } = test.hasher
    test.hasher.verify = () => Promise.reject(new AppError('too_many_requests', { retryAfter: 5 }))
    const before = (await find('vi_bhyt_sign_ins_refused_total')) ?? 0
    const body = { login: mother.login, password: 'wrong' }
    const answer = await test.request('/api/session', { method: 'POST', body })
    test.hasher.verify = verify
    expect(answer.status).toBe(429)
    expect(await find('vi_bhyt_requests_total', { route: '/api/session', status: '429' })).toBe(1)
    expect(await find('vi_bhyt_sign_ins_refused_total')).toBe(before + 1)
  })

  it('are read at an address of their own and nowhere else', async () => {
    const server = await startMetricsServer(metrics, { host: '127.0.0.1', port: 0 })
    const url = `http://127.0.0.1:${server.port}`
    try {
      const answer = await fetch(`${url}/metrics`)
      expect(answer.headers.get('content-type')).toContain('text/plain')
      expect(await answer.text()).toContain('vi_bhyt_requests_total')
      for (const [path, method] of [
        ['/', 'GET'],
        ['/api/health', 'GET'],
        ['/metrics?x=1', 'GET'],
        ['/metrics', 'POST'],
      ] as const)
        expect((await fetch(`${url}${path}`, { method })).status).toBe(404)
      expect(await tunnel(server.port)).toContain('405')
      for (const path of ['/metrics', '/api/metrics']) expect((await test.request(path)).status).toBe(404)
    } finally {
      await server.stop()
    }
    await expect(fetch(`${url}/metrics`)).rejects.toThrow()
  })

  it('are read while the database is away', async () => {
    const away = createMetrics()
    away.watch({
      countHashesWaiting: () => 3,
      countStrangersWaiting: () => 4,
      readPool: undefined,
      countMessagesWaiting: () => Promise.reject(new Error('away')),
    })
    const samples = parseSamples(await away.write())
    expect(samples).toContainEqual({ name: 'vi_bhyt_password_hashes_waiting', labels: {}, value: 3 })
    expect(samples).toContainEqual({ name: 'vi_bhyt_strangers_waiting', labels: {}, value: 4 })
    expect(samples.filter(({ name }) => name === 'vi_bhyt_messages_waiting')).toEqual([])
  })
})
