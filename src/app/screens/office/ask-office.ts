import * as v from 'valibot'
import type { Endpoint } from '../../../core/api/endpoint.ts'
import { AppError } from '../../../core/app-error.ts'
import { decodeUtf8 } from '../../../core/bytes.ts'
import { requestIssuer } from '../../../wallet/issuer/issuer-client.ts'
import { issuer } from '../../issuer.ts'

type Question = {
  /** Fills the places of the path (`:id`). */
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | undefined>>
  body?: unknown
}

/** The path of an endpoint with its places filled and a query behind it. */
export function writePath({ path }: Endpoint, { params = {}, query = {} }: Question = {}): string {
  const filled = path.replace(/:(\w+)/g, (_place, name: string) => encodeURIComponent(params[name] ?? ''))
  const asked = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return asked.length > 0 ? `${filled}?${new URLSearchParams(asked)}` : filled
}

/** Does what the endpoint is for, without an answer. @throws AppError of the issuer or the network */
export async function tellOffice(endpoint: Endpoint, question: Question = {}): Promise<void> {
  await send(endpoint, question)
}

/** Asks the office's service and reads the answer. @throws AppError of the issuer or the network, or `answer_malformed` */
export async function askOffice<Schema extends v.GenericSchema>(
  endpoint: Endpoint & { readonly response: Schema },
  question: Question = {},
): Promise<v.InferOutput<Schema>> {
  const { body } = await send(endpoint, question)
  const text = decodeUtf8(body)
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), endpoint.response), text.ok ? text.value : '')
  if (!parsed.success) throw new AppError('answer_malformed')
  return parsed.output
}

function send(endpoint: Endpoint, question: Question) {
  const { method } = endpoint
  const { body } = question
  return requestIssuer(issuer, writePath(endpoint, question), {
    method,
    ...(body !== undefined && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
}
