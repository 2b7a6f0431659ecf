/** The trust list that came with the app, to begin with. */
export async function readShippedTrustList(): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const response = await fetch('/trust-list.cose')
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
}
