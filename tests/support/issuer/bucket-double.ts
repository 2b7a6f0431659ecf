import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type BucketDouble = {
  readonly endpoint: string
  /** By `/bucket/key`. */
  readonly objects: Map<string, Buffer>
  /** The next so many requests are answered 503. */
  failing: number
  stop(): Promise<void>
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Whether the request is signed with the secret: AWS Signature Version 4, computed again from what came. */
function isSigned({ method, url = '', headers }: IncomingMessage, body: Buffer, secret: string): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/
  const [, day = '', region = '', names = '', signature = ''] = form.exec(headers.authorization ?? '') ?? []
  const signed = names.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return false
  if (headers['x-amz-content-sha256'] !== sha256(body)) return false
  const [path = '', query = ''] = url.split('?')
  const lines = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('')
  const request = [method, path, query, lines, names, sha256(body)].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(request)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'))
}

/** A store that speaks as much S3 as the issuer does, and believes nobody without the secret. */
export async function startBucketDouble(secret: string): Promise<BucketDouble> {
  const objects = new Map<string, Buffer>()
  const double = { failing: 0 }
  const server = createServer(async (asked, answer) => {
    const parts: Buffer[] = []
    for await (const part of asked) parts.push(part)
    const body = Buffer.concat(parts)
    const { method, url = '' } = asked
    if (double.failing > 0) {
      double.failing--
      answer.writeHead(503).end()
    } else if (!isSigned(asked, body, secret)) answer.writeHead(403).end()
    else if (method === 'PUT') {
      objects.set(url, body)
      answer.writeHead(200).end()
    } else if (method === 'DELETE') {
      objects.delete(url)
      answer.writeHead(204).end()
    } else {
      const found = objects.get(url)
      answer.writeHead(found ? 200 : 404).end(found)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(double, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
