import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type MailServer = {
  readonly url: string
  readonly received: ParsedMail[]
  /** Answers of RCPT by address, such as `550`; a number of times if told. */
  readonly answers: Map<string, number>
  stop(): Promise<void>
}

/** A real SMTP server without TLS and without a password. */
export async function startMailServer(host = '127.0.0.1'): Promise<MailServer> {
  const received: ParsedMail[] = []
  const answers = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      const responseCode = answers.get(address)
      callback(responseCode === undefined ? null : Object.assign(new Error('no'), { responseCode }))
    },
    onData(stream, _session, callback) {
      simpleParser(stream).then(
        (mail) => {
          received.push(mail)
          callback()
        },
        (error: Error) => callback(error),
      )
    },
  })
  const listening = server.listen(0, host)
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    url: `smtp://${host}:${port}`,
    received,
    answers,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

export type GatewayRequest = { readonly headers: Headers; readonly body: string }

export type GatewayServer = {
  readonly url: string
  readonly received: GatewayRequest[]
  /** What it answers next; 200 when it is empty. */
  readonly answers: (number | { redirect: string })[]
  stop(): Promise<void>
}

/** A real HTTP server in the place of an SMS gateway. */
export async function startGateway(): Promise<GatewayServer> {
  const received: GatewayRequest[] = []
  const answers: GatewayServer['answers'] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = new Headers(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      received.push({ headers, body: Buffer.concat(chunks).toString() })
      const answer = answers.shift() ?? 200
      if (typeof answer === 'number') response.writeHead(answer).end('{}')
      else response.writeHead(302, { Location: answer.redirect }).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`,
    received,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
