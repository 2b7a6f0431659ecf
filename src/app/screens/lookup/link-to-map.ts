import type { DirectoryEntry } from '../../../core/directory/directory.ts'
import { nameOf } from '../../directory/entry-names.ts'

/**
 * An address that opens the phone's own map at a place: Apple's where `geo:` (RFC 5870) is not taken, `geo:`
 * elsewhere. Without a position the map looks for name and area.
 */
export function linkToMap(entry: DirectoryEntry, userAgent: string): string {
  const position = entry.type === 'facility' ? entry.facility.position : undefined
  const name = nameOf(entry)
  const { ward, province } = entry.place
  const words = encodeURIComponent([name, ward, province].filter(Boolean).join(', '))
  if (/iPhone|iPad|Macintosh/.test(userAgent)) {
    const at = position ? `&ll=${position.latitude},${position.longitude}` : ''
    return `https://maps.apple.com/?q=${words}${at}`
  }
  const at = position ? `${position.latitude},${position.longitude}` : '0,0'
  return `geo:${at}?q=${words}`
}
