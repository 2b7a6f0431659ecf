import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { AppError } from '../../core/app-error.ts'
import type { PicturePlace } from './picture-place.ts'

/** A bucket of a store that speaks S3. */
export type BucketParts = {
  /** Scheme, host and port; the bucket is the first part of the path. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** For all tries of one request together, in milliseconds. */
const TIME_LIMIT_MS = 10_000

/** After the first; for answers of 5xx and 429 alone. */
const RETRIES = 2

/** At most so long before the first of them, twice as long before the next, in milliseconds. */
const FIRST_WAIT_MS = 50

/** Larger objects are none of ours. */
const MOST_BYTES = 16 * 1024 * 1024

/**
 * A bucket: each request is signed with its content (AWS Signature Version 4), over the URL's own scheme.
 *
 * @param timeLimit For all tries of one request together, in milliseconds.
 */
export function createBucketPlace(config: BucketParts, timeLimit = TIME_LIMIT_MS): PicturePlace {
  const client = new AwsClient({
    accessKeyId: config.accessKeyId,
    secretAccessKey: config.secretAccessKey,
    region: config.region,
    service: 's3',
  })

  async function ask(method: string, key: string, body: Uint8Array<ArrayBuffer> = new Uint8Array()) {
    const url = `${config.endpoint}/${config.bucket}/${key}`
    const headers = { 'X-Amz-Content-Sha256': hash('sha256', body, 'hex') }
    const signal = AbortSignal.timeout(timeLimit)
    try {
      for (let retries = 0; ; retries++) {
        const signed = await client.sign(url, { method, headers, ...(method === 'PUT' && { body }) })
        // Whoever stands elsewhere was not named in the settings. The limit is given here and not to what is
        // signed: a `Request` holds it so loosely that it is collected while nobody answers.
        const answer = await fetch(signed, { redirect: 'error', signal })
        const { status } = answer
        if (retries === RETRIES || (status < 500 && status !== 429))
          return { status, bytes: await readBounded(answer) }
        await answer.body?.cancel()
        await sleep(Math.random() * FIRST_WAIT_MS * 2 ** retries, undefined, { signal })
      }
    } catch (cause) {
      throw new AppError('unavailable', { cause })
    }
  }

  return {
    async write(key, bytes) {
      const { status } = await ask('PUT', key, new Uint8Array(bytes))
      if (status !== 200) throw new AppError('unavailable')
    },

    async read(key) {
      const { status, bytes } = await ask('GET', key)
      if (status === 404) return undefined
      if (status !== 200) throw new AppError('unavailable')
      return bytes
    },

    async remove(key) {
      const { status } = await ask('DELETE', key)
      if (![200, 204, 404].includes(status)) throw new AppError('unavailable')
    },
  }
}

async function readBounded(answer: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > MOST_BYTES) throw new AppError('unavailable')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
