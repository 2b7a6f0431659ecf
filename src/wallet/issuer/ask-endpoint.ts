import * as v from 'valibot'
import type { Endpoint } from '../../core/api/endpoint.ts'
import { AppError } from '../../core/app-error.ts'
import { decodeUtf8 } from '../../core/bytes.ts'
import { type Issuer, requestIssuer } from './issuer-client.ts'

/** What an endpoint takes, before its schema has read it, and what it answers. */
export type BodyOf<E extends Endpoint> = E extends { body: infer Body extends v.GenericSchema }
  ? v.InferInput<Body>
  : undefined
export type AnswerOf<E extends Endpoint> = E extends { response: infer Response extends v.GenericSchema }
  ? v.InferOutput<Response>
  : undefined

/** The body, and what stands in the path for `:id`. */
export type RequestOf<E extends Endpoint> = { id?: string; body?: BodyOf<E> }

/**
 * Asks an endpoint of the contract. What is sent passes through the endpoint's own schema, which leaves out whatever it does not
 * name; what comes back is held against the schema of the answer.
 * @throws AppError as `requestIssuer`, `invalid_fields` (nothing was sent) or `answer_malformed`
 */
export async function askEndpoint<E extends Endpoint>(
  issuer: Issuer,
  endpoint: E,
  request: RequestOf<E> = {},
): Promise<AnswerOf<E>> {
  return (await askWithClock(issuer, endpoint, request)).answer
}

/** As `askEndpoint`, with the server's clock minus the device's, in seconds. */
export async function askWithClock<E extends Endpoint>(
  issuer: Issuer,
  endpoint: E,
  { id, body }: RequestOf<E>,
): Promise<{ answer: AnswerOf<E>; clockDifference: number }> {
  const path = endpoint.path.replace(':id', encodeURIComponent(id ?? ''))
  const { body: bytes, clockDifference = 0 } = await requestIssuer(issuer, path, {
    method: endpoint.method,
    ...(endpoint.body && {
      headers: { 'Content-Type': 'application/json' },
      body: writeBody(endpoint.body, body),
    }),
  })
  return { answer: readAnswer(endpoint, bytes) as AnswerOf<E>, clockDifference }
}

function writeBody(schema: v.GenericSchema, body: unknown): string {
  const read = v.safeParse(schema, body)
  if (!read.success) throw new AppError('invalid_fields')
  return JSON.stringify(read.output)
}

function readAnswer({ response }: Endpoint, bytes: Uint8Array): unknown {
  if (!response) return undefined
  const text = decodeUtf8(bytes)
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), response), text.ok ? text.value : '')
  // An app that was not updated for a while must live with members that the issuer says since.
  const isOurs = read.issues?.every(({ type, expected }) => type === 'strict_object' && expected === 'never')
  if (!read.success && !isOurs) throw new AppError('answer_malformed')
  return read.output
}
