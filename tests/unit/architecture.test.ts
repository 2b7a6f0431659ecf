import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Who may import whom: docs/architecture.md. A folder may always import itself. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  scanner: [],
  wallet: ['core'],
  verifier: ['core'],
  i18n: ['core'],
  'card-view': ['core', 'i18n'],
  'history-view': ['core', 'i18n'],
  'directory-view': ['core', 'i18n'],
  'article-view': ['core'],
  'service-worker': ['core', 'wallet', 'i18n', 'card-view', 'history-view'],
  ui: ['core', 'i18n'],
  app: [
    'core',
    'wallet',
    'verifier',
    'scanner',
    'i18n',
    'card-view',
    'history-view',
    'directory-view',
    'article-view',
    'ui',
  ],
  'office-app': ['core', 'i18n', 'card-view', 'directory-view', 'article-view', 'ui'],
  'desk-app': ['core', 'verifier', 'scanner', 'i18n', 'card-view', 'ui'],
  'desk-worker': ['core'],
  issuer: ['core', 'i18n'],
  kit: ['core', 'verifier'],
  cli: ['core', 'scanner', 'verifier', 'issuer', 'build'],
  build: ['core'],
}

/** What each folder must not name, beyond imports: what `tsc` cannot see. */
const forbiddenWords: Record<string, readonly RegExp[]> = {
  core: [
    /\bfetch\(/,
    /\bindexedDB\b/,
    /\bDate\.now\(/,
    /\bnew Date\(\)/,
    /\bMath\.random\(/,
    /getRandomValues/,
  ],
  scanner: [/\bindexedDB\b/, /\bBHYT\b/],
  'card-view': [
    /\bDate\.now\(/,
    /\bnew Date\(\)/,
    /\buse(State|Effect|Ref|Memo|LayoutEffect)\b/,
    /innerHTML/i,
  ],
  'history-view': [
    /\bDate\.now\(/,
    /\bnew Date\(\)/,
    /\buse(State|Effect|Ref|Memo|LayoutEffect)\b/,
    /innerHTML/i,
  ],
  'directory-view': [
    /\bDate\.now\(/,
    /\bnew Date\(\)/,
    /\buse(State|Effect|Ref|Memo|LayoutEffect)\b/,
    /innerHTML/i,
  ],
  'article-view': [/\bDate\.now\(/, /\buse(State|Effect|Ref|Memo|LayoutEffect)\b/, /innerHTML/i],
  ui: [/innerHTML/i, /\blocalStorage\b/, /\bsessionStorage\b/],
  app: [/innerHTML/i, /\blocalStorage\b/, /\bsessionStorage\b/],
  'office-app': [
    /innerHTML/i,
    /\blocalStorage\b/,
    /\bsessionStorage\b/,
    /\bindexedDB\b/,
    /\bserviceWorker\b/,
  ],
  'desk-app': [/innerHTML/i, /\blocalStorage\b/, /\bsessionStorage\b/],
  'service-worker': [/\blocalStorage\b/],
  wallet: [/\blocalStorage\b/, /\bsessionStorage\b/, /\bdocument\b\./],
}

const forbiddenNames = /(^|\/)(utils?|helpers?|common|misc|index)(\/|\.tsx?$)/

const source = resolve(import.meta.dirname, '../../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({
    path: file,
    folder: file.split('/')[0] ?? '',
    text: readFileSync(join(source, file), 'utf8'),
  }))

function readImports(file: { path: string; text: string }) {
  const pattern =
    /(?:^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*|^\s*import\s*|\bimport\(\s*)['"]([^'"]+)['"]/gm
  return [...file.text.matchAll(pattern)].map((match) => match[1] ?? '')
}

function resolveImport(file: { path: string }, specifier: string) {
  return relative(source, resolve(source, dirname(file.path), specifier))
}

/** A way back to where it began for each node that is entered again, as "a → b → a". */
function findCycles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const cycles: string[] = []
  const left = new Set<string>()
  const walk = (node: string, path: readonly string[]) => {
    const start = path.indexOf(node)
    if (start >= 0) cycles.push([...path.slice(start), node].join(' → '))
    if (start >= 0 || left.has(node)) return
    for (const target of edges.get(node) ?? []) walk(target, [...path, node])
    left.add(node)
  }
  for (const node of edges.keys()) walk(node, [])
  return cycles
}

/**
 * Names that more than one file declares and exports, as "name: file, file". Handing on another file's export
 * is no second meaning.
 */
function findNamesWithTwoMeanings(sources: readonly { path: string; text: string }[]): string[] {
  const places = new Map<string, string[]>()
  const declaration =
    /^export (?:declare )?(?:async |abstract )?(?:function\*?|const|let|type|interface|class) (\w+)/gm
  for (const { path, text } of sources)
    for (const name of new Set([...text.matchAll(declaration)].map((match) => match[1] ?? '')))
      places.set(name, [...(places.get(name) ?? []), path])
  return [...places].flatMap(([name, paths]) => (paths.length > 1 ? [`${name}: ${paths.join(', ')}`] : []))
}

/** Comments may say what code must not. */
function stripComments(text: string) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

describe('architecture', () => {
  it('reads the source', () => {
    expect(files.length).toBeGreaterThan(20)
    expect([...new Set(files.map((file) => file.folder))].every((folder) => folder in mayImport)).toBe(true)
  })

  it('lets a folder import only what the table allows', () => {
    const breaches = files.flatMap((file) =>
      readImports(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => resolveImport(file, specifier))
        .filter((target) => {
          const folder = target.split('/')[0] ?? ''
          return (
            folder !== file.folder && !target.startsWith('..') && !mayImport[file.folder]?.includes(folder)
          )
        })
        .map((target) => `${file.path} → ${target}`),
    )
    expect(breaches).toEqual([])
  })

  it('keeps Node out of what runs in a browser', () => {
    const breaches = files
      .filter((file) => !['issuer', 'cli', 'build', 'kit'].includes(file.folder))
      .flatMap((file) =>
        readImports(file)
          .filter((name) => name.startsWith('node:'))
          .map((name) => `${file.path} → ${name}`),
      )
    expect(breaches).toEqual([])
  })

  it('keeps each folder to its own world', () => {
    const breaches = files.flatMap((file) =>
      (forbiddenWords[file.folder] ?? [])
        .filter((word) => word.test(stripComments(file.text)))
        .map((word) => `${file.path} says ${word.source}`),
    )
    expect(breaches).toEqual([])
  })

  it('names the paths of the contract in the contract only', () => {
    const breaches = files
      .filter((file) => !file.path.startsWith('core/api/'))
      .flatMap((file) =>
        [...stripComments(file.text).matchAll(/['"`]\/api\/[^'"`]*/g)].map(
          ([text]) => `${file.path}: ${text}`,
        ),
      )
    expect(breaches).toEqual([])
  })

  it('keeps migrations free of imports', () => {
    const breaches = files
      .filter((file) => /\/migrations?\//.test(file.path))
      .flatMap((file) =>
        readImports(file)
          .filter((name) => !name.startsWith('kysely'))
          .map((name) => `${file.path} → ${name}`),
      )
    expect(breaches).toEqual([])
  })

  it('names folders and files for what they hold', () => {
    expect(files.map((file) => file.path).filter((path) => forbiddenNames.test(path))).toEqual([])
  })

  it('has no cycles between the slices of the issuer', () => {
    const edges = new Map<string, Set<string>>()
    for (const file of files.filter((each) => each.folder === 'issuer')) {
      const slice = file.path.split('/')[1] ?? ''
      const targets = edges.get(slice) ?? new Set<string>()
      for (const specifier of readImports(file).filter((name) => name.startsWith('.'))) {
        const [folder, target = ''] = resolveImport(file, specifier).split('/')
        if (folder === 'issuer' && target !== slice) targets.add(target)
      }
      edges.set(slice, targets)
    }
    expect(findCycles(edges)).toEqual([])
  })

  it('has no circle of files, types included', () => {
    const edges = new Map(
      files.map((file) => {
        const specifiers = readImports(file).filter((name) => name.startsWith('.'))
        return [file.path, new Set(specifiers.map((name) => resolveImport(file, name)))]
      }),
    )
    expect(findCycles(edges)).toEqual([])
  })

  it('lets nobody in the app know a screen but other screens and its entry', () => {
    const breaches = files
      .filter((file) => /^app\/(?!screens\/)\w[^/]*\//.test(file.path))
      .flatMap((file) =>
        readImports(file)
          .map((specifier) => resolveImport(file, specifier))
          .filter((target) => target.startsWith('app/screens/'))
          .map((target) => `${file.path} → ${target}`),
      )
    expect(breaches).toEqual([])
  })

  it('finds a circle where there is one', () => {
    const edges = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c', 'd'])],
      ['c', new Set(['b'])],
      ['d', new Set<string>()],
    ])
    expect(findCycles(edges)).toEqual(['b → c → b'])
  })

  it('gives an exported name one meaning', () => {
    expect(findNamesWithTwoMeanings(files)).toEqual([])
  })

  it('finds a name with two meanings', () => {
    const sources = [
      { path: 'a.ts', text: 'export type Size = 1\nexport const Size = 1\nexport async function open() {}' },
      { path: 'b.ts', text: "export { open } from './a.ts'\nexport const size = 1" },
      { path: 'c.tsx', text: 'const Size = 1\nexport interface Size {}' },
    ]
    expect(findNamesWithTwoMeanings(sources)).toEqual(['Size: a.ts, c.tsx'])
  })

  it('keeps what is busy in one place', () => {
    const words = 'busy|saving|sending|working|asking|taking|cutting|fetching|looking|marking|submitting'
    const byHand = new RegExp(
      `\\[(?:is)?(?:${words})\\w*, set\\w+\\] = useState|useState<[^>]*'(?:${words})'`,
      'i',
    )
    const breaches = files.filter((file) => !file.path.startsWith('ui/actions/') && byHand.test(file.text))
    expect(breaches.map((file) => file.path)).toEqual([])
  })

  it('has one family of fields', () => {
    const byHand = /<textarea|<input(?![^>]*type="(?:radio|checkbox|file|range|search|date)")(?![^>]*hidden)/
    const breaches = files.filter(
      (file) => /^(app|office-app|ui)\/(?!forms\/)/.test(file.path) && byHand.test(file.text),
    )
    expect(breaches.map((file) => file.path)).toEqual([])
  })

  it('has no barrel files', () => {
    const barrels = files.filter((file) => {
      const lines = stripComments(file.text)
        .split('\n')
        .filter((line) => line.trim() !== '')
      return lines.length > 0 && lines.every((line) => /^export .* from /.test(line))
    })
    expect(barrels.map((file) => file.path)).toEqual([])
  })
})
