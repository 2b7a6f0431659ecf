import { trustedTypesPolicy } from '../../core/api/security-headers.ts'

type Policy = { createScriptURL: (url: string) => string }
type TrustedTypesFactory = {
  createPolicy: (name: string, rules: Policy) => { createScriptURL: (url: string) => unknown }
}

declare global {
  interface Window {
    /** Absent where the browser does not know Trusted Types; plain strings are accepted there. */
    readonly trustedTypes?: TrustedTypesFactory
  }
}

/** Scripts that may run as a worker: our own origin, and nothing but a worker's name. */
function checkScriptUrl(url: string): string {
  const { origin, pathname } = new URL(url, location.href)
  if (origin === location.origin && pathname.endsWith('.js')) return url
  throw new TypeError('not a worker of ours')
}

const policy = window.trustedTypes?.createPolicy(trustedTypesPolicy, { createScriptURL: checkScriptUrl })

/**
 * The URL of a worker or service worker in the form that the page's policy demands. It is the only Trusted
 * Types policy of the app: no markup and no script is ever made from text.
 */
export function trustWorkerUrl(url: string): string {
  // A TrustedScriptURL stands wherever a string is expected; TypeScript's DOM library does not know it.
  return (policy?.createScriptURL(url) ?? checkScriptUrl(url)) as string
}
