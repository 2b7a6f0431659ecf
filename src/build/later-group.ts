import { existsSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import type { Rolldown } from 'vite'
import type { OfflineDeclarations } from './offline-files.ts'

/** Names of areas with the folders and files of each. */
type Areas = Readonly<Record<string, readonly string[]>>

type Declared = ReadonlyMap<string, OfflineDeclarations>

/**
 * Makes one file an area of what the worker keeps later: each file costs a phone a request, however small it
 * is. What is kept at once is in no area, wherever it lies, so that they make neither the first precache nor
 * the card path longer.
 *
 * - An area of `parts`, which several screens need, takes along all that it needs; of two that need the same
 *   the first has it.
 * - One of `screens` takes along what nothing else needs.
 *
 * What is in none is divided into files as ever. `declared` is by module, and filled when files are made.
 *
 * @throws when a folder or file is not there: what is moved is moved here too
 */
export function laterGroup(options: {
  page: string
  declared: Declared
  parts: Areas
  screens: Areas
}): Rolldown.CodeSplittingGroup {
  const { declared, parts, screens } = options
  const page = resolve(options.page)
  const missing = [parts, screens]
    .flatMap((areas) => Object.values(areas).flat())
    .filter((path) => !existsSync(path))
  if (missing.length > 0) throw new Error(`later files: no ${missing.join(', ')}`)
  let areas: ReadonlyMap<string, string> | undefined
  return {
    debugName: 'later',
    // No other group is for what is kept later.
    priority: 4,
    includeDependenciesRecursively: false,
    name(id, context) {
      areas ??= chooseAreas(readLater({ page, declared, context }), parts, screens)
      return areas.get(id)
    },
  }
}

/** The modules that are kept later. */
type Later = {
  readonly modules: ReadonlySet<string>
  /** Those that are loaded by themselves. */
  readonly loaded: ReadonlySet<string>
  importsOf: (id: string) => readonly string[]
}

function readLater({
  page,
  declared,
  context,
}: {
  page: string
  declared: Declared
  context: Rolldown.ChunkingContext
}): Later {
  // Copied, since the context's own lists are used again.
  const importsOf = (id: string) => [...(context.getModuleInfo(id)?.importedIds ?? [])]
  const loadsOf = (id: string) => [...(context.getModuleInfo(id)?.dynamicallyImportedIds ?? [])]
  const loadsAtOnce = (id: string) => {
    const said = [...(declared.get(id)?.imports ?? [])]
    const others = said.filter(([, { offline = 'install' }]) => offline !== 'install')
    const paths = others.map(([specifier]) => resolve(dirname(id), specifier))
    return loadsOf(id).filter((each) => !paths.includes(each))
  }
  const atOnce = follow([page], (id) => [...importsOf(id), ...loadsAtOnce(id)])
  const all = follow([page], (id) => [...importsOf(id), ...loadsOf(id)])
  const isLater = (id: string) => !atOnce.has(id)
  return {
    modules: new Set([...all].filter(isLater)),
    loaded: new Set([...all].flatMap(loadsOf).filter(isLater)),
    importsOf: (id) => importsOf(id).filter(isLater),
  }
}

/** The first ones, and all that they lead to. */
function follow(first: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(first)
  // Grows while it is read.
  for (const id of reached) for (const each of next(id)) reached.add(each)
  return reached
}

/** The area of each module that is in one. */
function chooseAreas(
  { modules, loaded, importsOf }: Later,
  parts: Areas,
  screens: Areas,
): Map<string, string> {
  const areas = new Map<string, string>()
  const isFree = (id: string) => !areas.has(id)
  const reach = (id: string) => follow([id], (each) => importsOf(each).filter(isFree))
  const listIn = (places: readonly string[]) => {
    const paths = places.map((place) => resolve(place))
    return [...modules].filter(
      (id) => isFree(id) && paths.some((path) => id === path || id.startsWith(path + sep)),
    )
  }
  for (const [area, places] of Object.entries(parts)) {
    for (const id of listIn(places).flatMap((each) => [...reach(each)])) areas.set(id, area)
  }
  const ownAreas = new Map(
    Object.entries(screens).flatMap(([area, places]) => listIn(places).map((id) => [id, area] as const)),
  )
  /** Who needs each module: areas, and what is loaded by itself and in none. */
  const needing = new Map<string, Set<string>>()
  for (const id of [...ownAreas.keys(), ...loaded].filter(isFree)) {
    for (const each of reach(id)) {
      needing.set(each, (needing.get(each) ?? new Set()).add(ownAreas.get(id) ?? id))
    }
  }
  for (const [id, [area = id, ...others]] of needing) {
    if (area in screens && others.length === 0) areas.set(id, area)
  }
  return areas
}
