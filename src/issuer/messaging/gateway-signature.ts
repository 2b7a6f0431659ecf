import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far the clocks of gateway and service may be apart, in seconds: how long a signed message is good. */
export const SIGNATURE_WINDOW = 300

export const timestampHeader = 'X-Timestamp'
export const signatureHeader = 'X-Signature'

/** What is signed in either direction: HMAC-SHA-256 over timestamp, full stop and body, in hex. */
export function signForGateway(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
}

/** Whether the headers say that the body comes from who has the secret, now. */
export function isSignedByGateway(
  secret: string,
  { headers, body }: { headers: Headers; body: string },
  now: number,
): boolean {
  const timestamp = headers.get(timestampHeader) ?? ''
  const signature = headers.get(signatureHeader) ?? ''
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/i.test(signature)) return false
  if (Math.abs(now - Number(timestamp)) > SIGNATURE_WINDOW) return false
  const expected = signForGateway(secret, Number(timestamp), body)
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(expected, 'hex'))
}
