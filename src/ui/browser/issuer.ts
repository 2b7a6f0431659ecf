import type { IssuerConnection } from '../../core/api/request.ts'
import { readClock } from './clock.ts'
import { noteAnswer } from './network.ts'

/** What works with a network only, and is therefore kept after the rest. */
export const proofOfWork = { offline: 'later', load: () => import('./solve-challenge.ts') } as const

/** The issuer of this origin, reached by the page itself. */
export const issuer: IssuerConnection = {
  async fetch(path, init) {
    try {
      const response = await fetch(path, init)
      noteAnswer(true)
      return response
    } catch (cause) {
      noteAnswer(false)
      throw cause
    }
  },
  now: readClock,
  startTimer: (onEnd, ms) => {
    const timer = setTimeout(onEnd, ms)
    return () => clearTimeout(timer)
  },
  solve: async () => (await proofOfWork.load()).solveChallenge(issuer),
}
