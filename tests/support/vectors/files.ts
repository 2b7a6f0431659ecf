import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export const VECTORS = join(import.meta.dirname, '../../vectors')

/** One vector file, by its path below tests/vectors. The caller states its shape. */
export function readVector<T>(path: string): T {
  return JSON.parse(readFileSync(join(VECTORS, path), 'utf8'))
}

/** Every vector of a folder, with its file name, which says the defect. */
export function listVectors<T>(folder: string): (T & { readonly file: string })[] {
  return readdirSync(join(VECTORS, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ ...readVector<T>(join(folder, name)), file: basename(name, '.json') }))
}
