import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashInlineStyles } from '../../../../src/issuer/http/app-files.ts'
import { readBase64Url, writeBase64Url } from '../../../../src/issuer/http/base64-url.ts'
import { toClientIpKey } from '../../../../src/issuer/http/client-ip-key.ts'
import { createLog } from '../../../../src/issuer/http/request-log.ts'
import { isOwnRequest, originOf, readClientIp } from '../../../../src/issuer/http/request-origin.ts'

describe('addresses', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['unknown', 'unknown'],
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
    expect(hashInlineStyles(`<style>${style}</style><p><style media="print">a</style>`)).toHaveLength(2)
    expect(hashInlineStyles(`<head><style>${style}</style>`)).toEqual([`sha256-${hash}`])
    expect(hashInlineStyles('<p>none')).toEqual([])
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
