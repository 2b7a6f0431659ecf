import type { Issuer } from '../wallet/issuer/issuer-client.ts'
import { readClock } from './moment.ts'

/** The issuer of this origin, reached by the page itself. */
export const issuer: Issuer = { fetch: (input, init) => fetch(input, init), now: readClock }
