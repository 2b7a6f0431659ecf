import { createHash, hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { deskPath, isAppRoute, officePath } from '../../core/api/app-routes.ts'
import {
  commonHeaders,
  dataPolicy,
  deskHeaders,
  documentHeaders,
  fileCaching,
  type InlineParts,
  workerPolicy,
} from '../../core/api/security-headers.ts'
import { equalBytes } from '../../core/bytes.ts'
import { parseRootKeys } from '../../core/credential/root-keys.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'
import { isHeldByClient } from './entity-tag.ts'

const compress = promisify(brotliCompress)

const mediaTypes: Readonly<Record<string, string>> = {
  '.cose': 'application/cose',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const compressible = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.wasm', '.webmanifest'])

/** Vite puts a hash of the content into the names under `assets/`, so what has such a name never changes. */
const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/
const SCAN_WORKER = /^\/assets\/scan-worker-[A-Za-z0-9_-]+\.js$/
const YEAR = 31_536_000

type AppFile = {
  readonly content: Uint8Array<ArrayBuffer>
  /** A digest of the content, which both forms of it are told apart from others by. */
  readonly tag: string
  readonly headers: Readonly<Record<string, string>>
  packed?: Promise<Uint8Array<ArrayBuffer>>
}

export type AppFiles = {
  /** Whether a build was found. */
  readonly isBuilt: boolean
  /**
   * The answer for a path of the app or one of its files; nothing if there is none. A missing file is never
   * `index.html`.
   */
  respond(path: string, headers: Headers): Promise<Response | undefined>
}

/**
 * Reads the built app into memory, once: a few megabytes, and no path from outside ever reaches the file
 * system.
 *
 * @param roots Of a production: what it serves must trust one of them, and not the demo's.
 * @throws Error if it does not
 */
export function loadAppFiles(folder: string, roots?: readonly RootKey[]): AppFiles {
  const files = new Map<string, AppFile>()
  const isBuilt = existsSync(join(folder, 'index.html'))
  if (isBuilt) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name)
      if (!statSync(file).isFile()) continue
      const path = `/${relative(folder, file).split(sep).join('/')}`
      const content = new Uint8Array(readFileSync(file))
      if (roots && extname(name) === '.js') checkBuiltRoots(new TextDecoder().decode(content), roots)
      const tag = hash('sha256', content, 'base64url').slice(0, 22)
      files.set(path, { content, tag, headers: headersOf(path, content) })
    }
  }

  return {
    isBuilt,
    async respond(path, requestHeaders) {
      const name = nameOf(path)
      const file = files.get(name)
      if (file === undefined) return leadToOffice(path)
      const isPacked =
        compressible.has(extname(name)) && /\bbr\b/.test(requestHeaders.get('accept-encoding') ?? '')
      // What is packed is another representation, with a tag of its own (RFC 9110 section 8.8.3).
      const etag = isPacked ? `"${file.tag}-br"` : `"${file.tag}"`
      const vary = compressible.has(extname(name)) && { Vary: 'Accept-Encoding' }
      const headers = { ...file.headers, ...vary, ETag: etag }
      if (isHeldByClient(requestHeaders.get('if-none-match'), etag))
        return new Response(null, { status: 304, headers })
      if (!isPacked) return new Response(file.content, { headers })
      file.packed ??= pack(file.content)
      return new Response(await file.packed, { headers: { ...headers, 'Content-Encoding': 'br' } })
    },
  }
}

/** A root of trust as the build puts it into a script (build/root-keys.ts), however the text is quoted. */
const BUILT_ROOT = /\{[^{}]*"yIsOdd\\?"[^{}]*\}/g

/** Holds the roots that a script was built with, if it has any, against the service's. */
function checkBuiltRoots(script: string, roots: readonly RootKey[]): void {
  // Each once: a script may have all of them in several places.
  const entries = new Set(Array.from(script.matchAll(BUILT_ROOT), ([entry]) => entry.replaceAll('\\"', '"')))
  if (entries.size === 0) return
  const built = parseRootKeys(`[${[...entries].join()}]`)
  const isOurs = ({ publicKey }: RootKey) => roots.some((root) => equalBytes(root.publicKey.x, publicKey.x))
  if (!built.ok || built.value.some(({ demo }) => demo) || !built.value.some(isOurs))
    throw new Error(
      'The app in APP_FOLDER was not built with ROOT_KEYS: build it with PRODUCTION=1 (see docs/operations.md)',
    )
}

function nameOf(path: string): string {
  if (path === officePath) return '/office.html'
  if (path === deskPath) return '/quay.html'
  return isAppRoute(path) ? '/index.html' : path
}

/** What the office's page was made of while it was a screen of the wallet. */
const FORMER_OFFICE = /^\/assets\/office-screen-[A-Za-z0-9_-]+\.(js|css)$/

/**
 * A service worker of a build that had the office's page in the wallet still answers `/office` by itself,
 * with that build's page, which asks here for the screen. It gets one that goes on to the page of its own, at
 * an address that no worker answers.
 */
function leadToOffice(path: string): Response | undefined {
  const kind = FORMER_OFFICE.exec(path)?.[1]
  if (kind === undefined) return undefined
  const text = kind === 'js' ? "location.replace('/office.html')\nexport function OfficeScreen() {}\n" : ''
  return new Response(text, { headers: headersOf(`/former-office.${kind}`) })
}

/** CSP hash sources of the style elements of a document, and of its first script (build/first-script.ts). */
export function hashInlineParts(html: string): InlineParts {
  const hash = (pattern: RegExp) =>
    [...html.matchAll(pattern)].map(
      ([, text = '']) => `sha256-${createHash('sha256').update(text).digest('base64')}`,
    )
  return {
    styleHashes: hash(/<style[^>]*>([\s\S]*?)<\/style>/g),
    scriptHashes: hash(/<script data-app="[^"]*">([\s\S]*?)<\/script>/g),
  }
}

function headersOf(path: string, content = new Uint8Array()): Record<string, string> {
  const extension = extname(path)
  if (extension === '.html') {
    const inline = hashInlineParts(new TextDecoder().decode(content))
    return path === '/quay.html' ? deskHeaders(inline) : documentHeaders(inline)
  }
  const policy = extension === '.js' ? workerPolicy({ compilesWasm: SCAN_WORKER.test(path) }) : dataPolicy
  return {
    ...commonHeaders,
    'Content-Type': mediaTypes[extension] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'Cache-Control': HASHED.test(path) ? `public, max-age=${YEAR}, immutable, no-transform` : fileCaching,
  }
}

async function pack(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: content.length > 200_000 ? 7 : 10 }
  return new Uint8Array(await compress(content, { params }))
}
