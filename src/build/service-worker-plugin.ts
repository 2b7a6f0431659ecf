import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'
import { appRoutes, type Offline } from '../core/api/app-routes.ts'
import { syntaxTarget } from './browser-floor.ts'
import { checkBundles } from './check-bundles.ts'
import { clientContract } from './client-contract.ts'
import {
  checkTable,
  listPreRenderedStyles,
  type OfflineDeclarations,
  readDeclarations,
  sortBundle,
  sortPublicFiles,
} from './offline-files.ts'

function sha256(bytes: Uint8Array | string, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(bytes).digest(encoding)
}

/** `[path, integrity]` for the worker, paths relative to the root. */
type KeptFile = readonly [path: string, integrity: string]

/**
 * The lists of the files that the worker fetches before it takes over, and after that. Files of their own,
 * since their hashes are a tenth of what the worker would have to load at each start.
 */
const listNames = { install: 'early-files.json', later: 'late-files.json' } as const

/** Each is a request of every phone. */
const MOST_LATE_FILES = 64

/** What the worker has to know of the page's build at every start. */
function describeBuild(options: {
  outDir: string
  lists: readonly KeptFile[]
  chunks: Record<string, string>
  historyStyles: readonly string[]
}) {
  const { outDir, lists, chunks, historyStyles } = options
  const html = readFileSync(join(outDir, 'index.html'), 'utf8')
  // The first script loads them, once something is on the screen.
  const shell = html.replaceAll(/\s*<link rel="modulepreload"[^>]*>/g, '')
  const hash = (pattern: RegExp) =>
    [...shell.matchAll(pattern)].map(([, text = '']) => `sha256-${sha256(text, 'base64')}`)
  return {
    shell,
    styleHashes: hash(/<style>([\s\S]*?)<\/style>/g),
    scriptHashes: hash(/<script data-app="[^"]*">([\s\S]*?)<\/script>/g),
    lists,
    chunks,
    historyStyles,
    // The lists name every file with its hash.
    version: sha256(JSON.stringify([shell, lists]), 'hex').slice(0, 12),
  }
}

/** The scripts that the worker imports when it needs them. */
const workerChunks = {
  card: 'chunks/card-chunk.ts',
  refresh: 'chunks/refresh-chunk.ts',
  texts: 'chunks/texts-chunk.ts',
  history: 'chunks/history-chunk.tsx',
}

/** Makes every JSX element of the worker a piece of text, so that it needs neither Preact nor a renderer. */
const markupRuntime = resolve('src/service-worker/markup.ts')

async function buildScript(script: {
  outDir: string
  source: string
  file: string
  define: Record<string, string>
}): Promise<void> {
  const { outDir, source, file, define } = script
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [clientContract()],
    oxc: { jsx: { importSource: 'preact' } },
    resolve: { alias: { 'preact/jsx-runtime': markupRuntime } },
    define,
    build: {
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: false,
      target: syntaxTarget,
      reportCompressedSize: false,
      rolldownOptions: {
        input: resolve('src/service-worker', source),
        // What a chunk imports nothing of is not in it: a library that says nothing of itself would be.
        treeshake: { moduleSideEffects: (id) => !id.includes('node_modules') },
        output: { format: 'iife', entryFileNames: file, codeSplitting: false },
      },
    },
  })
}

/**
 * Builds the service worker after the page, because it carries the page: the list of files to precache, the
 * shell, and the hashes of its inline styles and script. `table` is the module of the routes, `page` the
 * wallet's HTML.
 */
export function serviceWorker(options: {
  define: Record<string, string>
  page: string
  table: string
  /** Filled here, by module. */
  declared: Map<string, OfflineDeclarations>
}): Plugin {
  const { define, declared } = options
  const page = resolve(options.page)
  const table = resolve(options.table)
  let outDir = ''
  let publicDir = ''
  let built: { sorted: Map<string, Offline>; historyStyles: readonly string[] } | undefined
  return {
    name: 'service-worker',
    apply: 'build',
    // Reads the source as it is written.
    enforce: 'pre',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
      publicDir = config.publicDir
    },
    transform: {
      filter: { id: /[\\/]src[\\/].*\.tsx?$/, code: /\bimport\(|\boffline:/ },
      handler(code, id) {
        declared.set(id, readDeclarations(code))
      },
    },
    writeBundle(_, bundle) {
      const routes = declared.get(table)
      if (!routes) throw new Error(`the page does not load ${table}`)
      checkTable(routes, appRoutes)
      const sorted = sortBundle({ bundle, page, declared })
      for (const [file, offline] of sortPublicFiles(publicDir, declared)) sorted.set(file, offline)
      const late = [...sorted.values()].filter((offline) => offline === 'later').length
      if (late > MOST_LATE_FILES) throw new Error(`${late} late files: name areas for them in later-areas.ts`)
      built = { sorted, historyStyles: listPreRenderedStyles({ bundle, declared }) }
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        // Called after a failed build, too.
        if (!built) return
        const { sorted, historyStyles } = built
        const withHash = (file: string): KeptFile => [
          file,
          `sha256-${sha256(readFileSync(join(outDir, file)), 'base64')}`,
        ]
        const writeList = (wanted: keyof typeof listNames): KeptFile => {
          const files = [...sorted].flatMap(([file, offline]) => (offline === wanted ? [file] : [])).sort()
          writeFileSync(join(outDir, listNames[wanted]), JSON.stringify(files.map(withHash)))
          return withHash(listNames[wanted])
        }
        const lists = [writeList('install'), writeList('later')]
        const chunks: Record<string, string> = {}
        for (const [chunk, source] of Object.entries(workerChunks)) {
          const file = `service-worker-${chunk}.js`
          await buildScript({ outDir, source, file, define })
          chunks[chunk] = `/${file}?${sha256(readFileSync(join(outDir, file)), 'hex').slice(0, 12)}`
        }
        await buildScript({
          outDir,
          source: 'main.ts',
          file: 'service-worker.js',
          define: {
            ...define,
            __BUILD__: JSON.stringify(describeBuild({ outDir, lists, chunks, historyStyles })),
          },
        })
        checkBundles(outDir)
      },
    },
  }
}
