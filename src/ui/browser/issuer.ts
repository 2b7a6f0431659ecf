import type { IssuerConnection } from '../../core/api/request.ts'
import { readClock } from './clock.ts'

/** The issuer of this origin, reached by the page itself. */
export const issuer: IssuerConnection = {
  fetch: (path, init) => fetch(path, init),
  now: readClock,
  startTimer: (onEnd, ms) => {
    const timer = setTimeout(onEnd, ms)
    return () => clearTimeout(timer)
  },
}
