import { randomUUID } from 'node:crypto'
import type { KyselyPlugin } from 'kysely'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import { DANGEROUS_demoSmsSecret } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import {
  signatureHeader,
  signForGateway,
  timestampHeader,
} from '../../../src/issuer/messaging/gateway-signature.ts'
import { solveChallenge } from '../../../src/ui/browser/solve-challenge.ts'
import type { TestIssuer } from './issuer-fixture.ts'
import { noTimer } from './no-timer.ts'

/** What somebody who has forgotten their password does, against an issuer without a socket. */
export function createRecoveryDesk(test: TestIssuer) {
  const post = (path: string, body: unknown, address?: string) =>
    test.request(path, { method: 'POST', body, ...(address !== undefined && { address }) })

  const solve = () =>
    solveChallenge({
      startTimer: noTimer,
      now: () => test.clock.now,
      fetch: (path, { method }) => test.request(path, { method }),
    })

  return {
    solve,
    /** Asks for a code by email. */
    askByEmail: async (login: string, email: string, address?: string) =>
      post('/api/recovery/email', { login, email, solution: await solve() }, address),
    recover: (login: string, code: string, password: string, address?: string) =>
      post('/api/recovery', { login, code, password }, address),
    signIn: (login: string, password: string) => post('/api/session', { login, password }),
    /** Sends a text message to the service, as the gateway of the demo does. */
    sendSms: (from: string, text: string, id: string = randomUUID()) =>
      sendSigned(test, JSON.stringify({ id, from, text })),
  }
}

/** A request of the SMS gateway, with whatever is wrong about it. */
export function sendSigned(
  test: TestIssuer,
  body: string,
  { secret = DANGEROUS_demoSmsSecret, at = test.clock.now, signed = body } = {},
): Promise<Response> {
  return test.request('/api/sms/inbound', {
    method: 'POST',
    body,
    headers: { [timestampHeader]: String(at), [signatureHeader]: signForGateway(secret, at, signed) },
  })
}

/** The database with a record of every statement that is run on it. */
export function recordStatements(database: Database): { database: Database; statements: string[] } {
  const statements: string[] = []
  const recorder: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      statements.push(database.query.getExecutor().compileQuery(node, queryId).sql)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { database: { ...database, query: database.query.withPlugin(recorder) }, statements }
}
