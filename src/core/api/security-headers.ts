/** The one Trusted Types policy of the app; it makes worker and service-worker URLs, nothing else. */
export const trustedTypesPolicy = 'vi-bhyt'

/** Headers that every answer carries, whatever it is. */
export const commonHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(self), geolocation=(self), hid=(), microphone=(), payment=(), serial=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

/**
 * For the app's documents and files: asked about at each use, and taken as they are. What rewrites them on
 * the way (adds a script, squeezes blanks out) makes others of them than their hashes say, and no app.
 */
export const fileCaching = 'no-cache, no-transform'

/** For answers that are no document (API, data): they may load nothing and be framed nowhere. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

/** The source expression of the scanner's worker alone, which compiles WebAssembly. */
const wasmSource = " 'wasm-unsafe-eval'"

function contentSecurityPolicy({ styleHashes, scriptHashes }: InlineParts, scriptExtra = ''): string {
  const list = (hashes: readonly string[]) => hashes.map((hash) => ` '${hash}'`).join('')
  return [
    "default-src 'none'",
    `script-src 'self'${list(scriptHashes)}${scriptExtra}`,
    `style-src 'self'${list(styleHashes)}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    // What Safari before 15.5 reads instead.
    "child-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypesPolicy}`,
  ].join('; ')
}

/** CSP hash sources (`sha256-…`, base64, without quotes) of a document's inline style and script elements. */
export type InlineParts = {
  readonly styleHashes: readonly string[]
  readonly scriptHashes: readonly string[]
}

/**
 * The headers of a document of the app. The issuer sends them with `index.html`, and the service worker with
 * every page that it builds itself, so that a page is equally confined online and offline.
 */
export function documentHeaders(inline: InlineParts): Record<string, string> {
  return {
    ...commonHeaders,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': fileCaching,
    'Content-Security-Policy': contentSecurityPolicy(inline),
  }
}

/** The headers of the hospital desk's page, the only one that may ask for scanners by USB or serial port. */
export function deskHeaders(inline: InlineParts): Record<string, string> {
  const headers = documentHeaders(inline)
  const policy = commonHeaders['Permissions-Policy']
    .replace('hid=()', 'hid=(self)')
    .replace('serial=()', 'serial=(self)')
  return { ...headers, 'Permissions-Policy': policy }
}

/** The policy of a script that runs as a worker; only the scanner's may compile WebAssembly. */
export function workerPolicy({ compilesWasm }: { compilesWasm: boolean }): string {
  return contentSecurityPolicy({ styleHashes: [], scriptHashes: [] }, compilesWasm ? wasmSource : '')
}
