import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { MAX_REQUEST } from './answer-request.ts'

/** How a request's JSON becomes an answer's. */
export type AnswerJson = (json: string) => Promise<object>

export type ServiceOptions = {
  readonly port: number
  /** At least 16 characters; every request carries it as `Authorization: Bearer …`. */
  readonly token: string
  /** Pages that may ask, as origins. */
  readonly origins: readonly string[]
}

/** 128 random bits, for a service that was given no token: hex, which no command line takes for an option. */
export const makeToken = () => randomBytes(16).toString('hex')

/**
 * Serves on 127.0.0.1 only. Refused before anything is read: a `Host` that is not this machine (a name that
 * was pointed here by somebody else's DNS), an `Origin` that is not listed, a missing or wrong token. Nothing
 * is logged.
 */
export function serve(answer: AnswerJson, { port, token, origins }: ServiceOptions): Promise<Server> {
  const expected = Buffer.from(`Bearer ${token}`)
  const isAllowed = ({ authorization = '' }: IncomingMessage['headers']) => {
    const given = Buffer.from(authorization)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => send(response, 500, { error: 'unavailable' }))
  })

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const address = server.address()
    const bound = typeof address === 'object' && address ? address.port : port
    const { host = '', origin } = request.headers
    if (host !== `127.0.0.1:${bound}` && host !== `localhost:${bound}`) {
      return send(response, 421, { error: 'wrong_host' })
    }
    if (origin !== undefined) {
      if (!origins.includes(origin)) return send(response, 403, { error: 'origin_not_listed' })
      response.setHeader('Access-Control-Allow-Origin', origin)
      response.setHeader('Vary', 'Origin')
    }
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', 'POST')
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type')
      // A page on the internet that asks this machine is asked about by Chrome.
      response.setHeader('Access-Control-Allow-Private-Network', 'true')
      return send(response, 204)
    }
    if (!isAllowed(request.headers)) return send(response, 401, { error: 'wrong_token' })
    if (request.method !== 'POST' || request.url !== '/') return send(response, 404, { error: 'not_found' })
    const body = await readBody(request)
    if (body === undefined) return send(response, 413, { error: 'too_large' })
    const answered = await answer(body)
    return send(response, 'error' in answered ? 400 : 200, answered)
  }

  server.requestTimeout = 10_000
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function send(response: ServerResponse, status: number, body?: object) {
  response.writeHead(status, {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(body && { 'Content-Type': 'application/json' }),
  })
  response.end(body && JSON.stringify(body))
}

/** The body as text; nothing when it is longer than any request. Vectors bring lists and may be longer. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += (chunk as Buffer).length
    if (length > 8 * MAX_REQUEST) return undefined
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}
