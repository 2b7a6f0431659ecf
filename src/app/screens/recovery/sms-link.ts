/** The number of the insurer's gateway, and what a message to it costs (VSS, from 22 October 2021). */
export const SMS_GATEWAY = '8079'

/** What the person sends to have a code sent back. @param login BHXH or personal number, digits only */
export function writeRecoverySms(login: string): string {
  return `BH MK ${login}`
}

/** Opens the phone's own message app with everything in place (RFC 5724). */
export function makeSmsLink(text: string): string {
  return `sms:${SMS_GATEWAY}?body=${encodeURIComponent(text)}`
}
