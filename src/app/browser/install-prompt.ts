/** Chromium's offer to install (not in the DOM library); Safari and Firefox never make one. */
type InstallPromptEvent = Event & {
  prompt: () => Promise<unknown>
  readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

/** Asks the browser to keep what is stored; false if it does not, or is not asked (storage blocked). */
export async function keepStorage(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false
}

export type InstallPrompt = () => Promise<'accepted' | 'dismissed'>

let held: InstallPromptEvent | undefined
const changed = new EventTarget()

function isInstallPrompt(event: Event): event is InstallPromptEvent {
  return 'prompt' in event && 'userChoice' in event
}

/** Keeps the browser's offer for a moment of our choosing; to be called before anything waits. */
export function holdInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    if (!isInstallPrompt(event)) return
    event.preventDefault()
    held = event
    changed.dispatchEvent(new Event('change'))
  })
  addEventListener('appinstalled', () => {
    held = undefined
    changed.dispatchEvent(new Event('change'))
    // What an installed app stores is worth keeping; the answer is shown in the offline check.
    void keepStorage()
  })
}

/** The offer, if the browser made one that was not used yet: calling it shows the browser's own dialogue. */
export function findInstallOffer(): InstallPrompt | undefined {
  const event = held
  if (!event) return undefined
  return async () => {
    held = undefined
    changed.dispatchEvent(new Event('change'))
    await event.prompt()
    return (await event.userChoice).outcome
  }
}

/** Calls `listener` when an offer comes or goes; returns how to stop. */
export function watchInstallOffer(listener: () => void): () => void {
  changed.addEventListener('change', listener)
  return () => changed.removeEventListener('change', listener)
}
