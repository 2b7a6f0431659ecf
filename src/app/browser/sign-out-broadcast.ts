const name = 'vi-bhyt-left'

/** Tells the wallet's other tabs that the person signed out: they show nothing of them any more. */
export function broadcastSignOut(): void {
  if (!('BroadcastChannel' in globalThis)) return
  const channel = new BroadcastChannel(name)
  channel.postMessage(null)
  channel.close()
}

/** Calls `listener` when the person has signed out in another tab; returns how to stop. */
export function watchSignOut(listener: () => void): () => void {
  if (!('BroadcastChannel' in globalThis)) return () => {}
  const channel = new BroadcastChannel(name)
  channel.onmessage = listener
  return () => channel.close()
}
