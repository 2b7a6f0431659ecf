import { basename, resolve } from 'node:path'
import { build, type Plugin } from 'vite'
import { styleTarget, syntaxTarget } from './browser-floor.ts'

/** Puts the HTML of a page beside the wallet's, wherever its source stands. */
const atRoot: Plugin = {
  name: 'at-root',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [path, file] of Object.entries(bundle)) {
        const fileName = basename(path)
        if (file.type !== 'asset' || !path.endsWith('.html') || fileName === path) continue
        delete bundle[path]
        this.emitFile({ type: 'asset', fileName, source: file.source })
      }
    },
  },
}

/**
 * Builds a page that is no part of the wallet, after it and by itself: the two share no file, so that neither
 * runs what is the other's, and none of the page is in what the wallet's service worker keeps.
 * `src/office-app/office.html` becomes `office.html`.
 */
export function separatePage(html: string): Plugin {
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
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          oxc: { jsx: { importSource: 'preact' } },
          plugins: [atRoot],
          build: {
            outDir,
            emptyOutDir: false,
            target: syntaxTarget,
            cssTarget: [...styleTarget],
            modulePreload: { polyfill: false },
            assetsInlineLimit: 0,
            reportCompressedSize: false,
            rolldownOptions: { input: html },
          },
        })
      },
    },
  }
}
