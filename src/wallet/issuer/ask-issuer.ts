import * as v from 'valibot'
import type { Endpoint } from '../../core/api/endpoint.ts'
import { AppError } from '../../core/app-error.ts'
import { type Issuer, requestJson } from './issuer-client.ts'

/** An endpoint of the contract that answers JSON. */
type Asked<Schema extends v.GenericSchema> = Endpoint & { readonly response: Schema }

/** What differs from a request with a JSON body. */
type Request = { path?: string; headers?: Record<string, string>; bytes?: BodyInit; limitMs?: number }

/**
 * Asks what an endpoint is for and reads the answer as the contract has it.
 * @throws AppError as `requestIssuer`
 */
export async function askIssuer<Schema extends v.GenericSchema>(
  issuer: Issuer,
  { method, path, response }: Asked<Schema>,
  body: unknown,
  { path: filledPath = path, headers = {}, bytes, limitMs }: Request = {},
): Promise<v.InferOutput<Schema>> {
  const answer = await requestJson(
    issuer,
    filledPath,
    {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: bytes ?? JSON.stringify(body),
    },
    limitMs === undefined ? {} : { limitMs },
  )
  const parsed = v.safeParse(response, answer)
  if (!parsed.success) throw new AppError('answer_malformed')
  return parsed.output
}
