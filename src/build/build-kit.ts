/**
 * `npm run build:kit`: writes the kit for makers of hospital software to dist-kit/, see docs/kit.md. The
 * roots of trust are those of the app's build (`PRODUCTION`, `ROOT_KEYS`).
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { syntaxTarget } from './browser-floor.ts'
import { gatherKitVectors } from './kit-vectors.ts'
import { verifierOnly, withoutReasons, withoutTables } from './strip-encoders.ts'

/** Largest sizes, minified, in bytes. */
const LIMITS = { 'vi-bhyt-verify': 24_576, 'vi-bhyt-keyboard': 18_432 } as const

type Format = { readonly format: 'es' | 'iife'; readonly suffix: '.esm.js' | '.classic.js' }

/** Makers of codecs: what nobody reads with is left out. */
const pureFunctions =
  'record extensibleRecord convert text uint int choice optional literal tuple list bytes'.split(' ')

const formats: readonly Format[] = [
  { format: 'es', suffix: '.esm.js' },
  { format: 'iife', suffix: '.classic.js' },
]

export type KitBuild = { readonly outDir: string; readonly roots: string }

/** Builds all files of the kit. @throws when one is larger than its limit */
export async function buildKit({ outDir, roots }: KitBuild): Promise<Record<string, number>> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const define = { __KIT_VERSION__: JSON.stringify(version), __ROOT_KEYS__: JSON.stringify(roots) }
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  const sizes: Record<string, number> = {}
  const libraries = { 'vi-bhyt-verify': 'kit.ts', 'vi-bhyt-keyboard': 'keyboard-kit.ts' } as const
  for (const [name, source] of Object.entries(libraries) as [keyof typeof libraries, string][]) {
    for (const { format, suffix } of formats) {
      const file = name + suffix
      await bundle({ entry: `src/verifier/${source}`, outDir, file, format, define })
      const size = statSync(join(outDir, file)).size
      if (size > LIMITS[name]) throw new Error(`${file}: ${size} bytes, more than ${LIMITS[name]}`)
      sizes[file] = size
    }
    copyFileSync(`src/kit/${name}.d.ts`, join(outDir, `${name}.d.ts`))
  }
  await bundle({
    entry: 'src/kit/main.ts',
    outDir,
    file: 'vi-bhyt-verify.mjs',
    format: 'es',
    define,
    forNode: true,
  })
  const conformance = 'vi-bhyt-conformance.mjs'
  await bundle({
    entry: 'src/kit/conformance-main.ts',
    outDir,
    file: conformance,
    format: 'es',
    define,
    forNode: true,
  })
  writeFileSync(join(outDir, 'vectors.json'), JSON.stringify(gatherKitVectors('tests/vectors')))
  writeFileSync(join(outDir, 'roots.json'), `${roots}\n`)
  copyFileSync('public/trust-list.cose', join(outDir, 'trust-list.cose'))
  copyFileSync('docs/kit.md', join(outDir, 'README.md'))
  copyFileSync('LICENSE', join(outDir, 'LICENSE'))
  const exported = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.esm.js` })
  const description = {
    name: 'vi-bhyt-verify',
    version,
    type: 'module',
    license: 'Apache-2.0',
    exports: { '.': exported('vi-bhyt-verify'), './keyboard': exported('vi-bhyt-keyboard') },
    bin: { 'vi-bhyt-verify': './vi-bhyt-verify.mjs', 'vi-bhyt-conformance': './vi-bhyt-conformance.mjs' },
  }
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify(description, null, 2)}\n`)
  return sizes
}

/** One file without imports, but for Node's own modules where it runs there. */
async function bundle(options: {
  entry: string
  outDir: string
  file: string
  format: 'es' | 'iife'
  define: Record<string, string>
  forNode?: boolean
}): Promise<void> {
  const { entry, outDir, file, format, define, forNode = false } = options
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define,
    plugins: forNode
      ? []
      : [verifierOnly(), withoutTables(), ...(entry.endsWith('/kit.ts') ? [withoutReasons()] : [])],
    ...(forNode && { ssr: { noExternal: true, target: 'node' as const } }),
    build: {
      outDir,
      emptyOutDir: false,
      modulePreload: false,
      minify: true,
      target: forNode ? 'node20' : syntaxTarget,
      reportCompressedSize: false,
      ...(forNode && { ssr: true }),
      rolldownOptions: {
        input: resolve(entry),
        preserveEntrySignatures: 'strict',
        treeshake: { manualPureFunctions: pureFunctions },
        output: {
          format,
          entryFileNames: file,
          generatedCode: { symbols: false },
          codeSplitting: false,
          ...(format === 'iife' && {
            name: file.startsWith('vi-bhyt-keyboard') ? 'viBhytKeyboard' : 'viBhytVerify',
          }),
        },
      },
    },
  })
}
