import { accountEndpoints } from '../../../core/api/account-contract.ts'
import { AppError } from '../../../core/app-error.ts'
import { askEndpoint } from '../../../wallet/issuer/ask-endpoint.ts'
import type { Issuer } from '../../../wallet/issuer/issuer-client.ts'

/**
 * Leaves the app for VNeID's page. With the ticket of a take-over, VNeID must then name the same person. Resolves if the
 * person comes back to this very page; until then nothing else may begin in it.
 * @throws AppError as `askEndpoint`
 */
export async function goToVneid(issuer: Issuer, ticket?: string): Promise<void> {
  const body = ticket === undefined ? {} : { ticket }
  const { url } = await askEndpoint(issuer, accountEndpoints.startVneid, { body })
  if (!/^https?:$/.test(new URL(url).protocol)) throw new AppError('answer_malformed')
  location.assign(url)
  await new Promise((resolve) => addEventListener('pageshow', resolve, { once: true }))
}
