import { endpoints } from '../../core/api/contract.ts'
import type { Challenges } from '../challenges/challenges.ts'
import { json, type RouteKit } from './route-kit.ts'

/** Getting back into an account. */
export function registerRecoveryRoutes(
  { serve, now }: RouteKit,
  { challenges }: { readonly challenges: Challenges },
): void {
  serve(endpoints.createChallenge, async () => json(await challenges.issue(now())))
}
