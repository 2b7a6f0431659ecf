/**
 * Whether a text is an EMVCo merchant-presented payment code (VietQR, the most common QR code in Vietnam),
 * and whether its check sum is right. Recognised by version 01 and at least two further well-formed
 * tag-length-value elements; a damaged tail is tolerated, since nothing but "this is a payment code" is ever
 * told.
 */
export function checkPaymentCode(text: string): 'valid' | 'wrong-checksum' | undefined {
  if (!text.startsWith('000201')) return undefined
  let at = 6
  let elements = 0
  while (/^\d{4}$/.test(text.slice(at, at + 4))) {
    const next = at + 4 + Number(text.slice(at + 2, at + 4))
    if (next > text.length) break
    at = next
    elements++
  }
  if (elements < 2) return undefined
  const checksum = /^6304([0-9A-Fa-f]{4})$/.exec(text.slice(-8))?.[1]
  return checksum && Number.parseInt(checksum, 16) === crc16(text.slice(0, -4)) ? 'valid' : 'wrong-checksum'
}

/**
 * CRC-16/CCITT-FALSE: polynomial 0x1021, initial value 0xFFFF (EMVCo merchant-presented QR, §4.7.3). ASCII
 * only.
 */
export function crc16(text: string): number {
  let crc = 0xffff
  for (let at = 0; at < text.length; at++) {
    crc ^= (text.charCodeAt(at) & 0xff) << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff
  }
  return crc
}
