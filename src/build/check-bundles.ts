import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findNewerInScript, findNewerInStyles } from './check-floor.ts'

/** What must not be in what the browser gets, found by words that survive minification. */
const forbidden: readonly { files: RegExp; words: RegExp; reason: string }[] = [
  { files: /\.js$/, words: /DANGEROUS|BHXH-DEMO/, reason: 'the demo issuer does not belong in a browser' },
  { files: /\.js$/, words: /["'`]node:/, reason: 'Node does not belong in a browser' },
  { files: /\.js$/, words: /argon2|kysely/, reason: 'the issuer does not belong in a browser' },
  {
    files: /^service-worker/,
    words: /ZXing|i18next|BarcodeDetector|clock_differs/,
    reason: 'neither scanner nor verifier nor the long texts belong in the service worker',
  },
  { files: /\.(js|html)$/, words: /sourceMappingURL/, reason: 'source maps are not shipped' },
]

/** The scripts that stand in a document themselves. */
const listInlineScripts = (html: string) =>
  [...html.matchAll(/<script(?![^>]* src=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script)

function findNewer(file: string, text: string): string[] {
  const scripts = file.endsWith('.js') ? [text] : file.endsWith('.html') ? listInlineScripts(text) : []
  const newer = [
    ...scripts.flatMap(findNewerInScript),
    ...(/\.(css|html)$/.test(file) ? findNewerInStyles(text) : []),
  ]
  return newer.map((name) => `${file} needs ${name}: newer than the oldest browsers that the README names`)
}

/**
 * Fails the build if a bundle holds what another runtime is for, or what browsers at the floor do not have.
 */
export function checkBundles(outDir: string): void {
  const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|css|html)$/.test(file),
  )
  const breaches = files.flatMap((file) => {
    const text = readFileSync(join(outDir, file), 'utf8')
    return [
      ...forbidden
        .filter(({ files, words }) => files.test(file) && words.test(text))
        .map(({ words, reason }) => `${file} says ${words.source}: ${reason}`),
      ...findNewer(file, text),
    ]
  })
  if (breaches.length > 0) throw new Error(breaches.join('\n'))
}
