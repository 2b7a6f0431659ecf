import { isIP, isIPv4 } from 'node:net'

/**
 * What counts as one client: an IPv4 address, or the /64 that a household or phone has, however it is written
 * (with a port, in brackets, with a zone, IPv4 within IPv6). Undefined for what is no address.
 */
export function toClientIpKey(text: string): string | undefined {
  const address = stripPort(text.trim())
  if (isIPv4(address)) return address
  if (isIP(address) !== 6) return undefined
  const groups = readGroups(address)
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')
}

/**
 * The client of a key, and what it may be a part of, the narrowest first: of IPv6 the /64, the /56 that a
 * line is given, and the
 * /48 that a customer is.
 */
export function toClientNetworks(key: string): readonly string[] {
  const groups = key.split(':')
  if (groups.length !== 4) return [key]
  const [first = '', second = '', third = '', fourth = ''] = groups
  const line = (Number.parseInt(fourth, 16) & 0xff00).toString(16)
  return [key, `${first}:${second}:${third}:${line}/56`, `${first}:${second}:${third}/48`]
}

function stripPort(text: string): string {
  const inBrackets = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1]
  if (inBrackets !== undefined) return inBrackets
  return /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text
}

/** The eight groups of an address that `isIP` takes (RFC 4291 section 2.2), without its zone. */
function readGroups(address: string): number[] {
  const [unzoned = ''] = address.split('%')
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(unzoned)
  const [, before = '', ...bytes] = dotted ?? []
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number)
  const text = dotted ? `${before}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}` : unzoned
  const [head = '', tail] = text.split('::')
  const read = (part: string | undefined) =>
    part ? part.split(':').map((group) => Number.parseInt(group, 16)) : []
  const [first, last] = [read(head), read(tail)]
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
}
