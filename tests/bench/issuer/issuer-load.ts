/**
 * Loads a server over real HTTP: `fetch`, Node's standard client, on keep-alive connections, one request at a
 * time on each. A process of its own; told what by its parent, and answers with figures. The client's own
 * work is part of every rate, of the bare routes' as of the issuer's; what the server alone spends is in
 * `cpuMicros` of issuer.ts.
 */
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
  const from = performance.now() + warmUpMs
  const until = from + measureMs
  const latencies: number[] = []
  let unexpected = 0
  let sent = 0

  const ask = async ({ method, path, headers, body }: LoadRequest) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers,
      ...(body !== '' && { body }),
    })
    await answer.arrayBuffer()
    return answer.status
  }
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
