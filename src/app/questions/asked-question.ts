let asked = ''

/**
 * Puts words into the form for questions to the office, before leading there. In memory: what somebody asks
 * stands in no address.
 */
export function askOffice(text: string): void {
  asked = text
}

/** What was put there, once. */
export function takeQuestion(): string {
  const text = asked
  asked = ''
  return text
}
