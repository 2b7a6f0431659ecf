import { credentialEndpoints } from '../../core/api/credential-contract.ts'
import { request, requestReply } from '../../core/api/request.ts'
import { statusListEndpoints } from '../../core/api/status-list-contract.ts'
import type { Bytes } from '../../core/bytes.ts'
import { issuer } from '../../ui/browser/issuer.ts'

/** Lists as the issuer gave them, and by how much the desk's clock differs (server minus desk, seconds). */
export type FetchedLists = {
  readonly trustList: Bytes
  readonly statusLists: readonly Bytes[]
  readonly clockDifference?: number
}

/**
 * Fetches the trust list and every status list that there is, also those that began since the last time;
 * nothing without a network. One that does not come is left out, and what was held of it stays.
 */
export async function fetchLists(): Promise<FetchedLists | undefined> {
  try {
    const { answer: trustList, clockDifference } = await requestReply(
      issuer,
      credentialEndpoints.readTrustList,
    )
    const { lists } = await request(issuer, statusListEndpoints.listStatusLists)
    const fetched = await Promise.all(lists.map(fetchStatusList))
    const statusLists = fetched.filter((list) => list !== undefined)
    return { trustList, statusLists, ...(clockDifference !== undefined && { clockDifference }) }
  } catch {
    return undefined
  }
}

function fetchStatusList(list: number): Promise<Bytes | undefined> {
  const question = { params: { list: String(list) } }
  return request(issuer, credentialEndpoints.readStatusList, question).catch(() => undefined)
}
