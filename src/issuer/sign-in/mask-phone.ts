/** A phone number of which only the owner recognises the end: `••••••• 89`. */
export function maskPhone(phone: string): string {
  return `••••••• ${phone.slice(-2)}`
}
