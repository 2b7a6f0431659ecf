import { readdirSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parseAst, type Rolldown } from 'vite'
import type { Offline } from '../core/api/app-routes.ts'
import { isSyntaxNode, type SyntaxNode } from './syntax-tree.ts'

/** From the strongest. */
const classes: readonly Offline[] = ['install', 'later', 'never']

/** Names of files of `public/` that the worker answers: `isAppFile` in service-worker/precache.ts. */
const ANSWERED = /^(?!service-worker)[\w-]+\.\w+$/

/** The lower, the stronger. */
const rank = (offline: Offline | undefined) => (offline ? classes.indexOf(offline) : -1)

const isOffline = (value: unknown): value is Offline => classes.some((each) => each === value)

/** What a source file says of the chunks that it loads. */
export type OfflineDeclarations = {
  /** By the specifier of the `import()`; one without an entry goes with the file that loads it. */
  readonly imports: ReadonlyMap<string, { readonly offline?: Offline; readonly isPreRendered: boolean }>
  /** Files of `public/`, by path. */
  readonly files: ReadonlyMap<string, Offline>
  /** The keys of each object that is declared as a constant. */
  readonly tables: ReadonlyMap<string, readonly string[]>
}

/** The properties of an object literal, by name. */
function readProperties(object: SyntaxNode): Map<string, SyntaxNode> {
  const properties = Array.isArray(object['properties']) ? object['properties'].filter(isSyntaxNode) : []
  return new Map(
    properties.flatMap(({ key, value }) => {
      if (!isSyntaxNode(key) || !isSyntaxNode(value)) return []
      const name = key['name'] ?? key['value']
      return typeof name === 'string' ? [[name, value] as const] : []
    }),
  )
}

/**
 * Reads what a source file declares: an object literal that says `offline` says it of each `import()` inside
 * it, and of the file of `public/` that its `path` names. The nearest such object counts.
 *
 * @throws when `offline` is not one of the three words as a literal
 */
export function readDeclarations(code: string): OfflineDeclarations {
  const imports = new Map<string, { offline?: Offline; isPreRendered: boolean }>()
  const files = new Map<string, Offline>()
  const tables = new Map<string, string[]>()
  const walk = (node: SyntaxNode, around: { offline?: Offline; isPreRendered: boolean }) => {
    let inside = around
    if (node.type === 'ObjectExpression') {
      const properties = readProperties(node)
      const offline = properties.get('offline')?.['value']
      const isChunk = properties.has('load') || properties.has('path') || isOffline(offline)
      if (properties.has('offline') && isChunk) {
        if (!isOffline(offline)) throw new Error("offline is neither 'install' nor 'later' nor 'never'")
        inside = { offline, isPreRendered: properties.get('isPreRendered')?.['value'] === true }
        const path = properties.get('path')?.['value']
        if (typeof path === 'string') files.set(path, offline)
      }
    }
    if (node.type === 'ImportExpression' && isSyntaxNode(node['source'])) {
      const specifier = node['source']['value']
      if (typeof specifier === 'string') {
        const before = imports.get(specifier)
        // Of two words about the same chunk the stronger counts; to say nothing is the strongest.
        const isWeaker = before && rank(inside.offline) >= rank(before.offline)
        const isPreRendered = inside.isPreRendered || before?.isPreRendered === true
        imports.set(specifier, { ...(isWeaker ? before : inside), isPreRendered })
      }
    }
    if (node.type === 'VariableDeclarator' && isSyntaxNode(node['id']) && isSyntaxNode(node['init'])) {
      tables.set(String(node['id']['name']), [...readProperties(node['init']).keys()])
    }
    for (const child of Object.values(node).flat()) if (isSyntaxNode(child)) walk(child, inside)
  }
  walk(parseAst(code, { lang: 'tsx' }) as unknown as SyntaxNode, { isPreRendered: false })
  return { imports, files, tables }
}

/**
 * @throws when a route has no screen in the table, or a screen of the table does not say whether it is kept
 */
export function checkTable({ imports, tables }: OfflineDeclarations, routes: readonly string[]): void {
  const listed = tables.get('routes') ?? []
  const missing = routes.filter((route) => !listed.includes(route))
  if (missing.length > 0) throw new Error(`no screen for ${missing.join(', ')} in the table of routes`)
  for (const [specifier, { offline }] of imports) {
    if (!offline) throw new Error(`the table of routes does not say whether ${specifier} is kept: offline`)
  }
}

type Bundle = Readonly<Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>>

type Build = {
  bundle: Bundle
  /** The module that the wallet's page begins with; files that only other pages load are never kept. */
  page: string
  /** By module. */
  declared: ReadonlyMap<string, OfflineDeclarations>
}

/**
 * Whether each file of the bundle is kept, from what the page loads: a file that is loaded at once goes with
 * the one that loads it, and so does one that is loaded when it is needed, unless the place that loads it
 * says less. What is reached on two ways goes by the stronger. No file is judged by its name.
 *
 * @throws when a file is loaded by none
 */
export function sortBundle({ bundle, page, declared }: Build): Map<string, Offline> {
  const chunks = listChunks(bundle)
  const chunkOf = new Map(chunks.flatMap(({ fileName, moduleIds }) => moduleIds.map((id) => [id, fileName])))
  const assets = Object.values(bundle).filter(
    (file) => file.type === 'asset' && !/\.(css|html)$/.test(file.fileName),
  )
  const named = (text: string) =>
    assets.map(({ fileName }) => fileName).filter((file) => text.includes(basename(file)))

  /** The files that one file loads, with what is said of that. */
  const follow = (fileName: string): [file: string, said: Offline | undefined][] => {
    const file = bundle[fileName]
    if (file?.type !== 'chunk') {
      const text = fileName.endsWith('.js') ? file?.source : undefined
      return typeof text === 'string' ? named(text).map((each) => [each, undefined]) : []
    }
    const styles = [...(file.viteMetadata?.importedCss ?? [])]
    const atOnce = [...file.imports, ...styles, ...named(file.code)].map((each) => [each, undefined] as const)
    const whenNeeded = file.moduleIds.flatMap((id) =>
      [...(declared.get(id)?.imports ?? [])].flatMap(([specifier, { offline }]) => {
        const target = chunkOf.get(resolve(dirname(id), specifier))
        return target === undefined ? [] : [[target, offline] as const]
      }),
    )
    return [...atOnce, ...whenNeeded].map(([each, said]) => [each, said])
  }

  const sorted = new Map<string, Offline>()
  const waiting: Record<Offline, string[]> = { install: [], later: [], never: [] }
  for (const { isEntry, fileName, facadeModuleId } of chunks) {
    if (isEntry) waiting[facadeModuleId === page ? 'install' : 'never'].push(fileName)
  }
  if (waiting.install.length === 0) throw new Error(`no chunk begins with ${page}`)
  for (const offline of classes) {
    // Grows while it is read.
    for (const file of waiting[offline]) {
      if (sorted.has(file) || !(file in bundle)) continue
      sorted.set(file, offline)
      for (const [next, said = offline] of follow(file)) {
        waiting[rank(said) > rank(offline) ? said : offline].push(next)
      }
    }
  }
  const lost = Object.keys(bundle).filter((file) => !sorted.has(file) && !file.endsWith('.html'))
  if (lost.length > 0) throw new Error(`nothing loads ${lost.join(', ')}`)
  return sorted
}

/**
 * The files of `public/` by whether they are kept: at once, unless a declaration says otherwise. @throws when
 * one is declared that is not there, or one is to be kept under a name that the worker does not answer
 */
export function sortPublicFiles(
  folder: string,
  declared: ReadonlyMap<string, OfflineDeclarations>,
): Map<string, Offline> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.\w+$/.test(file),
  )
  const sorted = new Map<string, Offline>(files.map((file) => [file, 'install']))
  for (const [path, offline] of [...declared.values()].flatMap((each) => [...each.files])) {
    const file = path.slice(1)
    if (!sorted.has(file)) throw new Error(`no file public${path}`)
    sorted.set(file, offline)
  }
  const unanswered = [...sorted].find(([file, offline]) => offline !== 'never' && !ANSWERED.test(file))
  if (unanswered) throw new Error(`no worker answers public/${unanswered[0]}`)
  return sorted
}

/** The style sheets of what the worker pre-renders, as the page would load them. */
export function listPreRenderedStyles({ bundle, declared }: Omit<Build, 'page'>): string[] {
  const preRendered = new Set(
    [...declared].flatMap(([id, { imports }]) =>
      [...imports].flatMap(([specifier, { isPreRendered }]) =>
        isPreRendered ? [resolve(dirname(id), specifier)] : [],
      ),
    ),
  )
  const styles = new Set<string>()
  const seen = new Set<string>()
  const walk = (fileName: string) => {
    const chunk = bundle[fileName]
    if (chunk?.type !== 'chunk' || seen.has(fileName)) return
    seen.add(fileName)
    for (const imported of chunk.imports) walk(imported)
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
  }
  for (const { fileName, moduleIds } of listChunks(bundle))
    if (moduleIds.some((id) => preRendered.has(id))) walk(fileName)
  return [...styles]
}

function listChunks(bundle: Bundle): Rolldown.OutputChunk[] {
  return Object.values(bundle).filter((file) => file.type === 'chunk')
}
