/**
 * Loads a server the way clients do: Node's own HTTP client, keep-alive connections, one request at a time on each. A process
 * of its own; told what by its parent, and answers with figures.
 */
import { Agent, request } from 'node:http'

export type LoadRequest = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type LoadOrder = {
  readonly port: number
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
  /** Each connection takes the next one in turn. */
  readonly requests: readonly LoadRequest[]
  readonly expectedStatus: number
}

export type LoadFigures = {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly unexpected: number
  /** Requests in all, warm-up included. */
  readonly sent: number
}

async function runLoad({
  port,
  connections,
  warmUpMs,
  measureMs,
  ...order
}: LoadOrder): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const from = performance.now() + warmUpMs
  const until = from + measureMs
  const latencies: number[] = []
  let unexpected = 0
  let sent = 0

  const ask = ({ method, path, headers, body }: LoadRequest) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', method, path, headers, agent }, (answer) => {
        answer.on('error', reject)
        answer.on('end', () => resolve(answer.statusCode))
        answer.resume()
      })
      asked.on('error', reject)
      asked.end(body)
    })
  const runConnection = async () => {
    for (;;) {
      const start = performance.now()
      const next = order.requests[sent++ % order.requests.length]
      if (start >= until || next === undefined) return
      if ((await ask(next)) !== order.expectedStatus) unexpected++
      const end = performance.now()
      if (start >= from && end <= until) latencies.push(end - start)
    }
  }

  await Promise.all(Array.from({ length: connections }, runConnection))
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  const perSecond = (latencies.length / measureMs) * 1000
  return { perSecond, p50: at(0.5), p99: at(0.99), unexpected, sent }
}

process.on('message', (order: LoadOrder) => {
  runLoad(order).then(
    (figures) => process.send?.(figures),
    () => process.exit(1),
  )
})
