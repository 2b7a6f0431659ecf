import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import { syntaxTarget } from './browser-floor.ts'
import { checkBundles } from './check-bundles.ts'

/**
 * Fetched best effort after the rest, in the background: big, or for a language or an errand that most people never come to. The card
 * and the history open without them.
 */
const lateFiles =
  /zxing|scan|\.wasm$|addresses|offices|registration|passkeys|solve-challenge|^assets\/(en|ko|zh|ja)-/i

/** Never kept on a phone: the officers' page works with a network only. */
const unkeptFiles = /^assets\/office-/

function sha256(bytes: Uint8Array | string, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(bytes).digest(encoding)
}

/** `[path, integrity]` of what the worker keeps, paths relative to the root; integrity is empty where the name carries a hash already. */
function listFiles(outDir: string) {
  const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        /\.[a-z0-9]+$/.test(file) &&
        !/\.map$|^service-worker|^index\.html$/.test(file) &&
        !unkeptFiles.test(file),
    )
    .sort()
  const entries = files.map((file) => {
    const hashed = /^assets\/.*-[\w-]{8}\.\w+$/.test(file)
    return [file, hashed ? '' : `sha256-${sha256(readFileSync(join(outDir, file)), 'base64')}`] as const
  })
  return {
    early: entries.filter(([file]) => !lateFiles.test(file)),
    late: entries.filter(([file]) => lateFiles.test(file)),
  }
}

/** What the worker has to know of the page's build at every start. */
function describeBuild(
  outDir: string,
  { early, late }: ReturnType<typeof listFiles>,
  parts: Record<string, string>,
  historyStyles: readonly string[],
) {
  const shell = readFileSync(join(outDir, 'index.html'), 'utf8')
  const styles = [...shell.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? '')
  return {
    shell,
    styleHashes: styles.map((css) => `sha256-${sha256(css, 'base64')}`),
    early,
    parts,
    historyStyles,
    version: sha256(JSON.stringify([shell, early, late]), 'hex').slice(0, 12),
  }
}

/** The scripts that the worker imports when it needs them. */
const workerParts = {
  refresh: 'refresh-part.ts',
  texts: 'texts-part.ts',
  history: 'history-part.tsx',
  late: 'late-part.ts',
}

/** The style sheets of a chunk and of what it imports, as the page would load them. */
function listStyles(bundle: Rolldown.OutputBundle, name: string): string[] {
  const styles = new Set<string>()
  const seen = new Set<string>()
  const walk = (fileName: string) => {
    const chunk = bundle[fileName]
    if (chunk?.type !== 'chunk' || seen.has(fileName)) return
    seen.add(fileName)
    for (const imported of chunk.imports) walk(imported)
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
  }
  const start = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name)
  if (!start) throw new Error(`no chunk ${name}`)
  walk(start.fileName)
  return [...styles]
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
        output: { format: 'iife', entryFileNames: file, codeSplitting: false },
      },
    },
  })
}

/**
 * Builds the service worker after the page, because it carries the page: the list of files to precache, the shell, and
 * the hashes of its inline styles.
 */
export function serviceWorker({ define }: { define: Record<string, string> }): Plugin {
  let outDir = ''
  let written = false
  let historyStyles: readonly string[] = []
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    writeBundle(_, bundle) {
      written = true
      historyStyles = listStyles(bundle, 'history-screens')
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        // Called after a failed build, too.
        if (!written) return
        const files = listFiles(outDir)
        const parts: Record<string, string> = {}
        const partDefine = { ...define, __LATE_FILES__: JSON.stringify(files.late) }
        for (const [part, source] of Object.entries(workerParts)) {
          const file = `service-worker-${part}.js`
          await buildScript({ outDir, source, file, define: partDefine })
          parts[part] = `/${file}?${sha256(readFileSync(join(outDir, file)), 'hex').slice(0, 12)}`
        }
        await buildScript({
          outDir,
          source: 'main.ts',
          file: 'service-worker.js',
          define: {
            ...define,
            __BUILD__: JSON.stringify(describeBuild(outDir, files, parts, historyStyles)),
          },
        })
        checkBundles(outDir)
      },
    },
  }
}
