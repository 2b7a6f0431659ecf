import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const dist = 'dist'

function compress(file: string) {
  const bytes = readFileSync(join(dist, file))
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return { file, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length }
}

const sum = (files: readonly { brotli: number }[]) => files.reduce((total, file) => total + file.brotli, 0)

/**
 * Files that `entry` imports statically, itself included; the lazy ones behind `import()` are not followed.
 */
function followStaticImports(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen
  seen.add(entry)
  const text = readFileSync(join(dist, entry), 'utf8')
  for (const [, specifier] of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.\/[^"']+\.js)["']/g)) {
    if (specifier) followStaticImports(join(entry, '..', specifier), seen)
  }
  return seen
}

/**
 * Compressed bytes of the build in `dist`: the card path (worker, page, style and script until the page of
 * the card is awake), with `liveCode` also what the worker needs to make a live code; what is installed
 * before the app may take over, everything precached, and each lazy part; `lateFiles` are fetched after that,
 * one request each.
 */
export async function benchSize() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const references = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] ?? '',
  )
  const scripts = references
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [...followStaticImports(file)])
  const styles = references.filter((file) => file.endsWith('.css'))
  const cardFiles = [
    ...new Set(['service-worker.js', 'index.html', ...scripts, ...styles, ...readCardPathParts()]),
  ]
  const everything = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.\w+$/.test(file),
  )
  const precached = readPrecacheList(everything)
  const late = readFileSync(join(dist, 'late-files.json'), 'utf8')
  const isLate = (file: string) => late.includes(`"${file}"`)
  const isScanner = (file: string) => /scan|zxing/i.test(file)
  const cardPath = cardFiles.map(compress)
  return {
    cardPathBrotli: sum(cardPath),
    liveCodeBrotli: sum([...cardPath, compress('service-worker-card.js')]),
    installBrotli: sum(readPrecacheList(everything, 'early').map(compress)),
    lateFiles: everything.filter(isLate).length,
    precacheBrotli: sum(precached.filter((file) => !isScanner(file)).map(compress)),
    scannerGzip: everything
      .filter(isScanner)
      .map(compress)
      .reduce((total, file) => total + file.gzip, 0),
    cardPath,
    lazy: everything
      .filter((file) => /\.(js|css|wasm)$/.test(file) && !cardFiles.includes(file))
      .map(compress),
  }
}

/** Chunks that the entry loads by itself before the live code rotates, beyond its static imports. */
function readCardPathParts(): string[] {
  return readdirSync(join(dist, 'assets'))
    .filter((file) => /^wake-.*\.js$/.test(file))
    .flatMap((file) => [...followStaticImports(join('assets', file))])
}

/** What the worker keeps; `early` is what it needs before it may take over. */
function readPrecacheList(everything: readonly string[], which: 'early' | 'all' = 'all'): string[] {
  const late = 'late-files.json'
  const scripts = ['service-worker.js', 'early-files.json', ...(which === 'all' ? [late] : [])]
  const listed = scripts.map((file) => readFileSync(join(dist, file), 'utf8')).join()
  const isKept = (file: string) => scripts.includes(file) || listed.includes(file)
  // The worker names the list of the late files, and fetches it with them.
  return everything.filter((file) => isKept(file) && (which === 'all' || file !== late))
}
