import * as v from 'valibot'
import { err, ok, type Result } from '../../core/result.ts'

/** The largest JSON body of an endpoint that names no other, in bytes. */
const BODY_LIMIT = 16_384

export type BodyError =
  | { code: 'malformed_request' | 'body_too_large' | 'unsupported_media_type' }
  | { code: 'invalid_fields'; fields: string[] }

/** Reads a body that is no JSON; undefined if it has more than `limit` bytes. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array | undefined> {
  const length = request.headers.get('content-length')
  // The server's parser ends the body at the stated length, so a stated length can be believed.
  if (length !== null)
    return Number(length) <= limit ? new Uint8Array(await request.arrayBuffer()) : undefined
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Reads a JSON body of at most `limit` bytes and parses it with the schema. */
export async function readBody<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
  limit = BODY_LIMIT,
): Promise<Result<v.InferOutput<Schema>, BodyError>> {
  const text = await readJsonText(request, limit)
  return text.ok ? parseBody(text.value, schema) : text
}

/** Reads a JSON body of at most `limit` bytes as it came, for what is to be done before it is parsed. */
export async function readJsonText(request: Request, limit = BODY_LIMIT): Promise<Result<string, BodyError>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    return err({ code: 'unsupported_media_type' })
  const bytes = await readBytes(request, limit)
  if (bytes === undefined) return err({ code: 'body_too_large' })
  return ok(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'))
}

/** Parses the text of a JSON body with the schema. */
export function parseBody<Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
): Result<v.InferOutput<Schema>, BodyError> {
  let value: unknown
  try {
    value = JSON.parse(text, text.includes('\\u0000') ? refuseNul : undefined)
  } catch {
    return err({ code: 'malformed_request' })
  }
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return ok(parsed.output)
  const fields = parsed.issues.map((issue) => String(issue.path?.[0]?.key ?? ''))
  return err({ code: 'invalid_fields', fields: [...new Set(fields)].map(nameField) })
}

/** Nobody can type U+0000, and PostgreSQL keeps no text with it. */
function refuseNul(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\0')) throw new SyntaxError('U+0000')
  return value
}

/** Names of unknown fields come from the request: only ones that look like names are repeated. */
function nameField(name: string): string {
  return /^[A-Za-z]{1,32}$/.test(name) ? name : '?'
}
