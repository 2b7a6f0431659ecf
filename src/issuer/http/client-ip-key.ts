/** What counts as one client: an IPv4 address, or the /64 that a household or phone has. */
export function toClientIpKey(clientIp: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(clientIp)?.[1]
  if (mapped !== undefined || !clientIp.includes(':')) return mapped ?? clientIp
  const [head = '', tail = ''] = clientIp.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === '' ? [] : tail.split(':')
  const zeros = clientIp.includes('::')
    ? Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
    : []
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}
