const name = 'vi-bhyt-left'

/** Tells the wallet's other pages that the device was left: what they show is no longer theirs to show. */
export function tellOtherPages(): void {
  if (!('BroadcastChannel' in globalThis)) return
  const channel = new BroadcastChannel(name)
  channel.postMessage(null)
  channel.close()
}

/** Calls `listener` when another page of the wallet has left the device; returns how to stop. */
export function watchOtherPages(listener: () => void): () => void {
  if (!('BroadcastChannel' in globalThis)) return () => {}
  const channel = new BroadcastChannel(name)
  channel.onmessage = listener
  return () => channel.close()
}
