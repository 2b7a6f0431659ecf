import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** Fails the build if a bundle holds what another runtime is for. */
export function checkBundles(outDir: string): void {
  const breaches = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).flatMap((file) =>
    forbidden
      .filter(({ files, words }) => files.test(file) && words.test(readFileSync(join(outDir, file), 'utf8')))
      .map(({ words, reason }) => `${file} says ${words.source}: ${reason}`),
  )
  if (breaches.length > 0) throw new Error(breaches.join('\n'))
}
