import { type demoOfficers, generateDemoOfficerCode } from '../../src/issuer/demo/demo-back-office.ts'

const PERIOD = 30

/** The last step of which a code was given, by service and officer. */
const given = new Map<string, number>()

/** Where the service has forgotten which codes were given. */
export function forgetGivenCodes(): void {
  given.clear()
}

/**
 * A code of a demo officer's authenticator that was not given before: the present one or, as the service
 * takes it, too, the next one; waits where both were used. `aheadMs`: of a service whose clock is moved.
 */
export async function readUnusedCode(
  url: string,
  login: (typeof demoOfficers)[number]['login'],
  aheadMs = 0,
): Promise<string> {
  const place = `${new URL(url).origin} ${login}`
  for (;;) {
    const present = Math.floor((Date.now() + aheadMs) / 1000 / PERIOD)
    const step = Math.max(present, (given.get(place) ?? 0) + 1)
    if (step <= present + 1) {
      given.set(place, step)
      return generateDemoOfficerCode(login, step * PERIOD)
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
