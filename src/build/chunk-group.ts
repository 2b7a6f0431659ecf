import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'

/**
 * A group of modules that become one file of the page: those in the folders, or of the paths, that are named,
 * but for `others` among them. The higher priority takes what two groups want.
 *
 * @throws when one of them is not there: what is moved is moved here too
 */
export function chunkGroup(
  name: string,
  priority: number,
  places: readonly string[],
  others: readonly string[] = [],
) {
  const paths = places.map((place) => resolve(place))
  const left = others.map((place) => resolve(place))
  const missing = [...paths, ...left].filter((path) => !existsSync(path))
  if (missing.length > 0) throw new Error(`chunk group ${name}: no ${missing.join(', ')}`)
  const isIn = (id: string, folders: readonly string[]) =>
    folders.some((path) => id === path || id.startsWith(path + sep))
  const test = (id: string) => isIn(id, paths) && !isIn(id, left)
  return { name, priority, test }
}
