const name = 'vi-bhyt-left'

/** Tells this page from the others: a channel hears the other channels of its own page as well. */
const own = crypto.getRandomValues(new Uint32Array(2)).join()

/** Tells the wallet's other tabs that the person signed out: they show nothing of them any more. */
export function broadcastSignOut(): void {
  if (!('BroadcastChannel' in globalThis)) return
  const channel = new BroadcastChannel(name)
  channel.postMessage(own)
  channel.close()
}

/** Calls `listener` when the person has signed out in another tab; returns how to stop. */
export function watchSignOut(listener: () => void): () => void {
  if (!('BroadcastChannel' in globalThis)) return () => {}
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => {
    if (data !== own) listener()
  }
  return () => channel.close()
}
