import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
import type { IssuerApp } from '../../../../src/issuer/http/route-kit.ts'
import { type RunningServer, startServer } from '../../../../src/issuer/http/server.ts'

/** More than any kernel takes for a client that reads nothing. */
const LONG = 16 * 1024 * 1024 + 5

const some = Uint8Array.from({ length: 251 }, (_byte, at) => at)
const body = new Uint8Array(Buffer.alloc(LONG, some))

let server: RunningServer | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})

/** A service of one answer, and the sockets of those who asked for it. */
async function serveLong(stalledAfter?: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  const app: IssuerApp = new Hono()
  app.get('/long', (c) => {
    const socket = c.env.incoming?.socket
    if (socket) sockets.push(socket as Socket)
    return new Response(body, { headers: { 'Content-Type': 'application/octet-stream' } })
  })
  const options = { host: '127.0.0.1', port: 0, isSecure: false }
  server = await startServer(app, { ...options, ...(stalledAfter !== undefined && { stalledAfter }) })
  return sockets
}

/** A client that asks and takes nothing of the answer. */
async function askAndTakeNothing(): Promise<Socket> {
  const client = connect(server?.port ?? 0, '127.0.0.1')
  await once(client, 'connect')
  client.pause()
  client.write('GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n')
  return client
}

describe('a long answer', () => {
  it('arrives whole, and says how long it is', async () => {
    await serveLong()
    const answer = await fetch(`http://127.0.0.1:${server?.port}/long`)
    expect(answer.headers.get('content-length')).toBe(String(LONG))
    expect(Buffer.compare(new Uint8Array(await answer.arrayBuffer()), body)).toBe(0)
    const head = await fetch(`http://127.0.0.1:${server?.port}/long`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('waits for who takes nothing of it where it was, and not in what is to be sent', async () => {
    const sockets = await serveLong()
    const client = await askAndTakeNothing()
    await expect.poll(() => sockets.length).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(sockets[0]?.writableLength).toBeGreaterThan(0)
    expect(sockets[0]?.writableLength).toBeLessThan(200_000)
    client.destroy()
  })

  it('is kept for nobody who takes nothing for long', async () => {
    const sockets = await serveLong(300)
    const client = await askAndTakeNothing()
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
    client.destroy()
  })
})
