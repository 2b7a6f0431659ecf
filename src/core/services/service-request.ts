import { type Bytes, encodeUtf8, toHex } from '../bytes.ts'
import { toCanonicalJson } from './bounded-json.ts'
import type { Answers } from './read-value.ts'
import type { Service } from './service-pack.ts'

/** What a person sends: which service in which version, and what they answered on which day. */
export type RequestContent = {
  readonly service: string
  readonly version: number
  /** `hashService`: the definition that was filled in, and by which it is judged. */
  readonly definition: string
  /** The day in Vietnam on which it was filled in; conditions, bounds and sums are reckoned with it. */
  readonly day: string
  /** As `parseAnswers` gave them. */
  readonly answers: Answers
}

/** SHA-256 of a definition as it was written (canonical JSON), lower-case hex. */
export async function hashService({ source }: Pick<Service, 'source'>): Promise<string> {
  return toHex(await sha256(encodeUtf8(source)))
}

/**
 * SHA-256 of what was sent, as canonical JSON: what the receipt confirms. Files are in it by their hashes.
 */
export function hashContent({ service, version, definition, day, answers }: RequestContent): Promise<Bytes> {
  return sha256(encodeUtf8(toCanonicalJson({ service, version, definition, day, answers })))
}

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
