import type { ErrorCode } from '../../core/api/error-codes.ts'

/** What this browser gives the page. `database` is the error that kept the device database shut. */
export type Capabilities = {
  isSecure: boolean
  database: ErrorCode | 'open'
  hasKeys: boolean
  keepsCookies: boolean
  hasWorker: boolean
  hasCacheStorage: boolean
}

/**
 * What a person wants to do here: sign in; `keep` what is typed or scanned, in a card or a declaration; or
 * have a look at what this device can do.
 */
export type Purpose = 'sign-in' | 'keep' | 'readiness'

/** Without `network-only` nothing of the purpose can be done here; with it, only while there is a network. */
export type MissingCapability = 'insecure' | ErrorCode | 'keys' | 'cookies' | 'network-only'

/**
 * The one thing that is missing for a purpose, the cause before what follows from it: an insecure page has no
 * keys and no worker, blocked storage is blocked for cookies too. Undefined if nothing is missing. Camera and
 * passkeys are not here: their own screens tell of them, because everything can be done without.
 */
export function findMissing(purpose: Purpose, has: Capabilities): MissingCapability | undefined {
  if (!has.isSecure) return 'insecure'
  if (has.database !== 'open') return has.database
  if (!has.hasKeys) return 'keys'
  if (purpose === 'keep') return undefined
  if (!has.keepsCookies) return 'cookies'
  return has.hasWorker && has.hasCacheStorage ? undefined : 'network-only'
}

/** What this page has, as far as the browser says so at once. */
export function readCapabilities(database: Capabilities['database']): Capabilities {
  return {
    isSecure: isSecureContext,
    database,
    // Missing in insecure pages and where it was taken away, whatever the types say.
    hasKeys: (globalThis.crypto as Partial<Crypto> | undefined)?.subtle !== undefined,
    keepsCookies: navigator.cookieEnabled,
    hasWorker: (navigator as Partial<Navigator>).serviceWorker !== undefined,
    hasCacheStorage: true,
  }
}

/** Whether Cache Storage can be used; only trying tells. */
export async function canUseCacheStorage(caches: CacheStorage | undefined): Promise<boolean> {
  if (!caches) return false
  return caches.has('').then(
    () => true,
    () => false,
  )
}
