import { OUTBOX_CHANNEL } from '../../core/api/outbox-channel.ts'

const changed = new EventTarget()
const NAME = 'changed'

/** Tells this page's screens and the wallet's other pages that the outbox has changed. */
export function announceOutboxChange(): void {
  changed.dispatchEvent(new Event(NAME))
  if (!('BroadcastChannel' in globalThis)) return
  const channel = new BroadcastChannel(OUTBOX_CHANNEL)
  channel.postMessage(null)
  channel.close()
}

/** Calls `listener` at each change of the outbox, whoever made it; returns how to stop. */
export function watchOutbox(listener: () => void): () => void {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(OUTBOX_CHANNEL) : undefined
  if (channel) channel.onmessage = listener
  changed.addEventListener(NAME, listener)
  return () => {
    channel?.close()
    changed.removeEventListener(NAME, listener)
  }
}
