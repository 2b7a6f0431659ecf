import { accountEndpoints } from '../../../core/api/account-contract.ts'
import type { IssuerConnection } from '../../../core/api/request.ts'
import { request } from '../../../core/api/request.ts'
import { AppError } from '../../../core/app-error.ts'

/**
 * Leaves the app for VNeID's page. With the ticket of a device transfer, VNeID must then name the same
 * person. Resolves if the person comes back to this very page; until then nothing else may begin in it.
 * @throws AppError as `request`
 */
export async function goToVneid(issuer: IssuerConnection, ticket?: string): Promise<void> {
  const body = ticket === undefined ? {} : { ticket }
  const { url } = await request(issuer, accountEndpoints.startVneid, { body })
  if (!/^https?:$/.test(new URL(url).protocol)) throw new AppError('answer_malformed')
  location.assign(url)
  await new Promise((resolve) => addEventListener('pageshow', resolve, { once: true }))
}
