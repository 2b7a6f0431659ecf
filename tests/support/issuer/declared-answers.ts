import { endpoints } from '../../../src/core/api/contract.ts'
import { type Endpoint, isConditional } from '../../../src/core/api/endpoint.ts'
import { operationEndpoints } from '../../../src/core/api/operation-endpoints.ts'

const rows = [...Object.values<Endpoint>(endpoints), ...Object.values<Endpoint>(operationEndpoints)].map(
  (row) => ({
    row,
    pattern: new RegExp(`^${row.path.replace(/:\w+/g, '[^/]+')}$`),
  }),
)

/** What every endpoint can answer: the description declares it as its default. */
const anywhere = new Set(['internal', 'unavailable'])

/** Throws if an endpoint of the contract has answered what its row does not declare. */
export async function checkDeclared(method: string, path: string, answer: Response): Promise<void> {
  const [name = ''] = path.split('?')
  const found = rows.find(({ row, pattern }) => row.method === method && pattern.test(name))
  if (found === undefined || answer.status === found.row.success) return
  const { errors } = found.row
  if (answer.status === 304 && isConditional(found.row)) return
  const { code, precisely = code } = (await answer.clone().json()) as { code?: string; precisely?: string }
  if (precisely !== undefined && (anywhere.has(precisely) || errors.some((error) => error === precisely)))
    return
  throw new Error(
    `${method} ${found.row.path} answers ${answer.status} ${precisely}, which it does not declare`,
  )
}
