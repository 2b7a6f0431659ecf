import { type DirectoryEntry, kindOf } from '../../core/directory/directory.ts'
import { tLookup } from '../texts/lookup-texts.ts'

export function nameOf(entry: DirectoryEntry): string {
  if (entry.type === 'branch') return entry.branch.name
  return entry.type === 'facility' ? entry.facility.name : entry.point.name
}

export function nameKind(entry: DirectoryEntry): string {
  return tLookup(`lookup.kind.${kindOf(entry)}`)
}

/** Ward and province, in Vietnamese as signs and papers have them. */
export function placeOf({ place: { ward, province } }: DirectoryEntry): string {
  return [ward, province].filter(Boolean).join(', ')
}
