import { describe, expect, it } from 'vitest'
import {
  type Capabilities,
  canUseCacheStorage,
  findMissing,
  type MissingCapability,
  type Purpose,
} from '../../../../src/app/browser/capabilities.ts'
import { createMemoryCaches, createRefusedCaches } from '../../../support/wallet/memory-caches.ts'

const everything: Capabilities = {
  isSecure: true,
  database: 'open',
  hasKeys: true,
  keepsCookies: true,
  hasWorker: true,
  hasCacheStorage: true,
}

const cases: [Partial<Capabilities>, Record<Purpose, MissingCapability | undefined>][] = [
  [{}, { 'sign-in': undefined, keep: undefined, readiness: undefined }],
  [
    { isSecure: false, hasKeys: false, hasWorker: false },
    { 'sign-in': 'insecure', keep: 'insecure', readiness: 'insecure' },
  ],
  [
    { database: 'storage_unavailable', keepsCookies: false },
    { 'sign-in': 'storage_unavailable', keep: 'storage_unavailable', readiness: 'storage_unavailable' },
  ],
  [
    { database: 'storage_timeout' },
    { 'sign-in': 'storage_timeout', keep: 'storage_timeout', readiness: 'storage_timeout' },
  ],
  [{ hasKeys: false }, { 'sign-in': 'keys', keep: 'keys', readiness: 'keys' }],
  [{ keepsCookies: false }, { 'sign-in': 'cookies', keep: undefined, readiness: 'cookies' }],
  [{ hasWorker: false }, { 'sign-in': 'network-only', keep: undefined, readiness: 'network-only' }],
  [{ hasCacheStorage: false }, { 'sign-in': 'network-only', keep: undefined, readiness: 'network-only' }],
]

describe('what is missing', () => {
  it.each(cases)('with %j', (lacks, expected) => {
    const has = { ...everything, ...lacks }
    for (const purpose of ['sign-in', 'keep', 'readiness'] as const) {
      expect(findMissing(purpose, has), purpose).toBe(expected[purpose])
    }
  })

  it('learns of Cache Storage by trying', async () => {
    expect(await canUseCacheStorage(createMemoryCaches())).toBe(true)
    expect(await canUseCacheStorage(createRefusedCaches())).toBe(false)
    expect(await canUseCacheStorage(undefined)).toBe(false)
  })
})
