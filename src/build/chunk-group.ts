import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'

/**
 * A group of modules that become one file of the page: those in the folders, or of the paths, that are named.
 * The higher priority takes what two groups want.
 *
 * @throws when one of them is not there: what is moved is moved here too
 */
export function chunkGroup(name: string, priority: number, places: readonly string[]) {
  const paths = places.map((place) => resolve(place))
  const missing = paths.filter((path) => !existsSync(path))
  if (missing.length > 0) throw new Error(`chunk group ${name}: no ${missing.join(', ')}`)
  const test = (id: string) => paths.some((path) => id === path || id.startsWith(path + sep))
  return { name, priority, test }
}
