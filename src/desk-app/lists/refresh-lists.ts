import { credentialEndpoints } from '../../core/api/credential-contract.ts'
import { request, requestReply } from '../../core/api/request.ts'
import type { Bytes } from '../../core/bytes.ts'
import { issuer } from '../../ui/browser/issuer.ts'

/** Lists as the issuer gave them, and by how much the desk's clock differs (server minus desk, seconds). */
export type FetchedLists = {
  readonly trustList: Bytes
  readonly statusLists: readonly Bytes[]
  readonly clockDifference?: number
}

/**
 * Fetches the trust list and the status lists of these numbers; nothing without a network. One that is
 * missing is left out, and what was held of it stays.
 */
export async function fetchLists(numbers: readonly number[]): Promise<FetchedLists | undefined> {
  try {
    const { answer: trustList, clockDifference } = await requestReply(
      issuer,
      credentialEndpoints.readTrustList,
    )
    const fetched = await Promise.all(
      numbers.map((list) =>
        request(issuer, credentialEndpoints.readStatusList, { params: { list: String(list) } }).catch(
          () => undefined,
        ),
      ),
    )
    const statusLists = fetched.filter((list) => list !== undefined)
    return { trustList, statusLists, ...(clockDifference !== undefined && { clockDifference }) }
  } catch {
    return undefined
  }
}
