import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { endpoints, ProblemView } from '../../core/api/contract.ts'
import { type Endpoint, isConditional } from '../../core/api/endpoint.ts'
import { SOLUTION_HEADER } from '../../core/api/request.ts'
import { isProblemCode, problemStatus } from './problem.ts'

const schemaOf = (schema: GenericSchema) => {
  const { $schema, ...rest } = toJsonSchema(schema, { errorMode: 'ignore' })
  return rest
}

let description: string | undefined

/** The OpenAPI 3.1 description of the API, JSON, out of the contract's one table; made when first asked for. */
export function describeApi(): string {
  description ??= JSON.stringify(writeDescription())
  return description
}

function writeDescription(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: describeOperation(operationId, endpoint),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ví BHYT issuer',
      version: '1',
      description:
        'What the wallet asks of the issuer. Bytes in JSON are base64url without padding, times Unix seconds.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(ProblemView) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-session' },
        officer: { type: 'apiKey', in: 'cookie', name: '__Host-officer' },
      },
    },
  }
}

function describeOperation(operationId: string, endpoint: Endpoint): Record<string, unknown> {
  const parameters = [
    ...[...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true })),
    ...(endpoint.query ?? []).map((name) => ({ name, in: 'query', required: false })),
    ...(endpoint.headers ?? []).map((name) => ({ name, in: 'header', required: true })),
    ...[...(endpoint.optionalHeaders ?? []), ...listOptionalHeaders(endpoint)].map((name) => ({
      name,
      in: 'header',
      required: false,
    })),
  ].map((parameter) => ({
    ...parameter,
    schema: parameter.name === 'list' ? { type: 'integer', minimum: 0 } : { type: 'string' },
  }))
  return {
    operationId,
    summary: endpoint.summary,
    security: endpoint.session ? [{ session: [] }] : endpoint.officer ? [{ officer: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body) } } },
    }),
    ...(endpoint.upload && {
      requestBody: {
        required: true,
        content: Object.fromEntries(endpoint.upload.map((type) => [type, {}])),
      },
    }),
    responses: { ...describeSuccess(endpoint), ...describeProblems(endpoint) },
  }
}

function listOptionalHeaders(endpoint: Endpoint): string[] {
  return [
    ...(isConditional(endpoint) ? ['If-None-Match'] : []),
    ...(endpoint.errors.includes('challenge_invalid') ? [SOLUTION_HEADER] : []),
  ]
}

function describeSuccess(endpoint: Endpoint): Record<string, unknown> {
  const { success, response, binary } = endpoint
  const content = response
    ? { content: { 'application/json': { schema: schemaOf(response) } } }
    : binary
      ? { content: { [binary]: {} } }
      : {}
  return {
    [success]: { description: success === 204 ? 'Done' : 'As asked', ...content },
    ...(isConditional(endpoint) && {
      304: { description: 'Unchanged since the ETag in `If-None-Match`' },
    }),
  }
}

function describeProblems({ errors }: Endpoint): Record<string, unknown> {
  const byStatus = Map.groupBy(errors.filter(isProblemCode), problemStatus)
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return {
    ...Object.fromEntries(
      [...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content }]),
    ),
    default: { description: 'Something went wrong in the service: internal, unavailable', content },
  }
}
