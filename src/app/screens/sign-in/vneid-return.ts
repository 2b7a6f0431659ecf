import type { VneidReturnRequest } from '../../../core/api/account-contract.ts'

/**
 * What VNeID has put into the address (RFC 6749 section 4.1.2, RFC 9207), as it came; undefined if it is no answer to a request of
 * ours. Other parameters are left out, the description of an error among them: it is not ours to show.
 */
export function readVneidReturn(search: string): VneidReturnRequest | undefined {
  const parameters = new URLSearchParams(search)
  const take = (name: 'state' | 'code' | 'error' | 'iss') => parameters.get(name) ?? undefined
  const [state, code, error, iss] = [take('state'), take('code'), take('error'), take('iss')]
  if (state === undefined || (code === undefined && error === undefined)) return undefined
  return {
    state,
    ...(code !== undefined && { code }),
    ...(error !== undefined && { error }),
    ...(iss !== undefined && { iss }),
  }
}
