import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import { styleTarget, syntaxTarget } from './browser-floor.ts'
import { clientContract } from './client-contract.ts'
import { putFirstStyles } from './first-styles.ts'

/**
 * Puts the HTML of a page beside the wallet's, wherever its source stands; one that holds its first screen
 * with that screen's styles first.
 */
const putAtRoot = (hasFirstScreen: boolean): Plugin => ({
  name: 'at-root',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [path, file] of Object.entries(bundle)) {
        const fileName = basename(path)
        if (file.type !== 'asset' || !path.endsWith('.html') || fileName === path) continue
        delete bundle[path]
        const source = hasFirstScreen ? putFirstStyles(String(file.source)) : file.source
        this.emitFile({ type: 'asset', fileName, source })
      }
    },
  },
})

/** A service worker of the page's own, which keeps the page's files and those of `public/` that are named. */
export type PageWorker = {
  readonly source: string
  readonly file: string
  readonly publicFiles: readonly string[]
}

export type PageOptions = {
  readonly define?: Record<string, string>
  readonly plugins?: readonly Plugin[]
  readonly worker?: PageWorker
  /** Whether the document holds what it first shows. */
  readonly hasFirstScreen?: boolean
}

/**
 * Builds a page that is no part of the wallet, after it and by itself: the two share no file, so that neither
 * runs what is the other's, and none of the page is in what the wallet's service worker keeps.
 * `src/office-app/office.html` becomes `office.html`.
 */
export function separatePage(
  html: string,
  { define = {}, plugins = [], worker, hasFirstScreen = false }: PageOptions = {},
): Plugin {
  let outDir = ''
  let isBuilt = false
  return {
    name: 'separate-page',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    writeBundle() {
      isBuilt = true
    },
    closeBundle: {
      sequential: true,
      async handler() {
        // Called after a failed build, too.
        if (!isBuilt) return
        const common = { configFile: false, publicDir: false, logLevel: 'warn', define } as const
        const target = { outDir, emptyOutDir: false, target: syntaxTarget, reportCompressedSize: false }
        const built = await build({
          ...common,
          oxc: { jsx: { importSource: 'preact' } },
          plugins: [putAtRoot(hasFirstScreen), clientContract(), ...plugins],
          worker: { format: 'iife' },
          build: {
            ...target,
            cssTarget: [...styleTarget],
            modulePreload: { polyfill: false },
            assetsInlineLimit: 0,
            rolldownOptions: { input: html },
          },
        })
        if (!worker) return
        const files = [...listFiles(built), ...worker.publicFiles].sort()
        const kept = files.map((file) => [`/${file}`, hashFile(join(outDir, file))] as const)
        await build({
          ...common,
          define: { ...define, __KEPT_FILES__: JSON.stringify(kept) },
          build: {
            ...target,
            modulePreload: false,
            rolldownOptions: {
              input: resolve(worker.source),
              output: { format: 'iife', entryFileNames: worker.file, codeSplitting: false },
            },
          },
        })
      },
    },
  }
}

function listFiles(built: Awaited<ReturnType<typeof build>>): string[] {
  const outputs = (Array.isArray(built) ? built : [built]) as readonly Rolldown.RolldownOutput[]
  return outputs.flatMap(({ output }) => output.map(({ fileName }) => fileName))
}

function hashFile(path: string): string {
  return `sha256-${createHash('sha256').update(readFileSync(path)).digest('base64')}`
}
