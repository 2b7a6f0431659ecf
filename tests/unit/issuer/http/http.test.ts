import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashInlineParts } from '../../../../src/issuer/http/app-files.ts'
import { readBase64Url, writeBase64Url } from '../../../../src/issuer/http/base64-url.ts'
import { createLog } from '../../../../src/issuer/http/request-log.ts'
import { isOwnRequest, originOf, readClientIp } from '../../../../src/issuer/http/request-origin.ts'
import { toClientIpKey, toClientNetworks } from '../../../../src/issuer/rate-limits/client-ip-key.ts'

describe('addresses', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['203.0.113.5:51001', '203.0.113.5'],
    ['[2001:db8:1:2::7]:443', '2001:db8:1:2'],
    ['[2001:db8:1:2::7]', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::7', '2001:db8:1:2'],
    ['::ffff:cb00:7105', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['0:0:0:0:0:ffff:203.0.113.5', '203.0.113.5'],
    ['64:ff9b::203.0.113.5', '64:ff9b:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['unknown', undefined],
    ['', undefined],
    ['203.0.113', undefined],
    ['203.0.113.5:x', undefined],
    ['[203.0.113.5', undefined],
    ['1:2:3:4:5:6:7:8:9', undefined],
  ])('count %s as %s', (address, key) => {
    expect(toClientIpKey(address)).toBe(key)
  })

  it('are taken from as many proxies as there are', () => {
    const headers = new Headers({ 'X-Forwarded-For': '203.0.113.66, 198.51.100.7, 198.51.100.8' })
    expect(readClientIp(headers, '192.0.2.1', 0)).toBe('192.0.2.1')
    expect(readClientIp(headers, '192.0.2.1', 1)).toBe('198.51.100.8')
    expect(readClientIp(headers, '192.0.2.1', 2)).toBe('198.51.100.7')
    expect(readClientIp(new Headers(), '192.0.2.1', 1)).toBe('192.0.2.1')
    expect(readClientIp(new Headers(), undefined, 0)).toBe('unknown')
    const garbage = new Headers({ 'X-Forwarded-For': '198.51.100.7, <script>' })
    expect(readClientIp(garbage, '192.0.2.1', 1)).toBe('192.0.2.1')
  })

  it.each(['203.0.113.5', '2001:db8:1:2', '2001:db8:ff:0', 'unknown'])('keep %s as it is', (key) => {
    expect(toClientNetworks(key)[0]).toBe(key)
  })

  it('are parts of wider networks where they are IPv6', () => {
    expect(toClientNetworks('203.0.113.5')).toEqual(['203.0.113.5'])
    const [, line, customer] = toClientNetworks('2001:db8:1:2ff')
    expect(toClientNetworks('2001:db8:1:200')).toEqual(['2001:db8:1:200', line, customer])
    expect(toClientNetworks('2001:db8:1:300')[1]).not.toBe(line)
    expect(toClientNetworks('2001:db8:1:300')[2]).toBe(customer)
    expect(toClientNetworks('2001:db8:2:2ff')[2]).not.toBe(customer)
  })
})

describe('origins', () => {
  it('are the beginning of a URL', () => {
    expect(originOf('http://localhost:8080/api/session?x=//')).toBe('http://localhost:8080')
    expect(originOf('https://vi.example')).toBe('https://vi.example')
  })

  it('are judged by what browsers cannot forge', () => {
    const judge = (headers: Record<string, string>) =>
      isOwnRequest(new Headers(headers), 'https://vi.example')
    expect(judge({ 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' })).toBe(true)
    expect(judge({ 'Sec-Fetch-Site': 'none' })).toBe(false)
    expect(judge({ Origin: 'https://vi.example' })).toBe(true)
    expect(judge({ Origin: 'https://vi.example.evil' })).toBe(false)
    expect(judge({})).toBe(true)
  })
})

describe('base64url', () => {
  it('is read strictly', () => {
    expect(readBase64Url(writeBase64Url(Uint8Array.of(0, 255, 62)))).toEqual(Uint8Array.of(0, 255, 62))
    for (const text of ['A', 'AB', 'AA==', 'AA+/', 'A A', 'ẠA'])
      expect([text, readBase64Url(text)]).toEqual([text, undefined])
  })
})

describe('inline styles', () => {
  it('are allowed by the hash of exactly what stands in the document', () => {
    const style = '\n  body { margin: 0 }\n'
    const hash = createHash('sha256').update(style).digest('base64')
    const two = hashInlineParts(`<style>${style}</style><p><style media="print">a</style>`)
    expect(two.styleHashes).toHaveLength(2)
    expect(hashInlineParts(`<head><style>${style}</style>`).styleHashes).toEqual([`sha256-${hash}`])
    expect(hashInlineParts('<p>none')).toEqual({ styleHashes: [], scriptHashes: [] })
  })

  it('are scripts only where they stand there themselves', () => {
    const hash = createHash('sha256').update('go()').digest('base64')
    const html = '<script nomodule src="/too-old.js"></script><script data-app="/a.js">go()</script>'
    expect(hashInlineParts(html).scriptHashes).toEqual([`sha256-${hash}`])
  })
})

describe('the log', () => {
  const request = {
    requestId: 'a-1',
    method: 'GET',
    route: '/api/status-lists/:list',
    status: 200,
    ms: 1.23456,
  }

  it('writes one JSON object a line, together, warnings at once', () => {
    const written: string[] = []
    const log = createLog('info', (text) => written.push(text))
    log.request(request)
    log.info('started', { port: 8080 })
    expect(written).toEqual([])
    log.warn('fault', { code: 'internal' })
    const lines = written
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { event: 'request', ...request, ms: 1.235 },
      { event: 'started', port: 8080 },
      { level: 'warn', code: 'internal' },
    ])
  })

  it('is as quiet as it is told to be', () => {
    const written: string[] = []
    for (const level of ['warn', 'silent'] as const) {
      const log = createLog(level, (text) => written.push(text))
      log.request(request)
      log.info('started')
      if (level === 'silent') log.warn('fault')
      log.flush()
    }
    expect(written).toEqual([])
  })
})
