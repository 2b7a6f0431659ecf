import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the network does to snapshots on their way; everything else passes, unless it is down. */
export type NetworkError =
  | 'none'
  | 'down'
  | 'cut-mid-body'
  | 'flip-a-byte'
  | 'stall'
  | 'answer-with-a-login-page'

export type FaultyNetwork = {
  /** Origin with a trailing slash, under which the issuer is seen through this network. */
  readonly url: string
  setError: (error: NetworkError) => void
  /** Resolves when a snapshot is next on its way, before the error happens. */
  nextSnapshot: () => Promise<void>
  close: () => Promise<void>
}

/** A reverse proxy in front of an issuer that does to its snapshots what bad networks do. */
export async function startFaultyNetwork(issuerUrl: string): Promise<FaultyNetwork> {
  let error: NetworkError = 'none'
  let announce: (() => void)[] = []

  const spoil = (answer: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    answer.on('data', (part: Buffer) => parts.push(part))
    answer.on('end', () => {
      const body = Buffer.concat(parts)
      for (const tell of announce) tell()
      announce = []
      if (error === 'down') return void response.destroy()
      if (error === 'stall') return
      if (error === 'answer-with-a-login-page') {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Wi-Fi</title>')
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      if (error === 'cut-mid-body' && body.length > 0) {
        response.write(body.subarray(0, body.length / 2), () => response.destroy())
        return
      }
      if (error === 'flip-a-byte') body[body.length - 80] = (body[body.length - 80] ?? 0) ^ 1
      response.end(body)
    })
  }

  const server = createServer((incoming, response) => {
    if (error === 'down') return void incoming.socket.destroy()
    const { method, headers } = incoming
    const path = (incoming.url ?? '/').slice(1)
    const outgoing = request(`${issuerUrl}${path}`, { method, headers }, (answer) => {
      if (path === 'api/snapshot') return spoil(answer, response)
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    outgoing.on('error', () => response.destroy())
    incoming.pipe(outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    setError: (next) => {
      error = next
    },
    nextSnapshot: () => new Promise((resolve) => announce.push(resolve)),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
