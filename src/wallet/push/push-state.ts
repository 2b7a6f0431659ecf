/*
 * The life of a push subscription as one state machine. From what is so (the browser, the issuer, the
 * person's choice) follows what is shown and what is done next; nothing else decides either, so that the
 * switch never says another thing than what happens. Pure: keep-push.ts looks and acts.
 */

/** A subscription as both sides can compare it: SHA-256 of its endpoint, and the VAPID key it is bound to. */
export type PushMark = { readonly endpointHash: string; readonly key: string }

export type PushFacts = {
  /** `home-screen`: an iPhone or iPad that takes pushes only in an app on its home screen. */
  readonly support: 'none' | 'home-screen' | 'ready'
  readonly permission: NotificationPermission
  readonly signedIn: boolean
  /** What the person has chosen on this device. */
  readonly wanted: boolean
  /** What the browser has. */
  readonly browser: PushMark | undefined
  /**
   * What the issuer says: the key that it asks for (none: it has no push) and what it holds of this device.
   * Without a network, what it was last known to hold.
   */
  readonly issuer:
    | { readonly known: true; readonly key: string | undefined; readonly held: PushMark | undefined }
    | { readonly known: false; readonly held: PushMark | undefined }
}

/**
 * `lapsed`: it was on, and the browser has taken its permission back; `blocked`: the browser refuses.
 * `connecting`: wanted, and not yet agreed upon by both sides.
 */
export type PushState =
  | 'unsupported'
  | 'home-screen'
  | 'signed-out'
  | 'not-offered'
  | 'blocked'
  | 'lapsed'
  | 'off'
  | 'connecting'
  | 'on'

/** What is done next: by the browser (`subscribe`, `unsubscribe`), or at the issuer (`save`, `end`). */
export type PushStep = 'subscribe' | 'unsubscribe' | 'save' | 'end'

const isSame = (one: PushMark | undefined, other: PushMark | undefined) =>
  one?.endpointHash === other?.endpointHash && one?.key === other?.key

/** What is shown, and the one step that brings browser and issuer nearer to what is wanted, if any. */
export function judgePush(facts: PushFacts): { state: PushState; step?: PushStep } {
  const { browser, issuer } = facts
  const hindrance = findHindrance(facts)
  if (hindrance !== undefined) {
    if (browser) return { state: hindrance, step: 'unsubscribe' }
    const isHeld = facts.signedIn && issuer.known && issuer.held !== undefined
    return { state: hindrance, ...(isHeld && { step: 'end' }) }
  }
  if (!issuer.known) return { state: browser && isSame(browser, issuer.held) ? 'on' : 'connecting' }
  if (!browser) return { state: 'connecting', step: 'subscribe' }
  // Bound to a key for good: it is given up for one that is bound to the key of today.
  if (browser.key !== issuer.key) return { state: 'connecting', step: 'unsubscribe' }
  return isSame(browser, issuer.held) ? { state: 'on' } : { state: 'connecting', step: 'save' }
}

/** Why there is to be no subscription; undefined if there is to be one. */
function findHindrance(facts: PushFacts): PushState | undefined {
  const { support, permission, signedIn, wanted, issuer } = facts
  if (support === 'none') return 'unsupported'
  if (support === 'home-screen') return 'home-screen'
  if (!signedIn) return 'signed-out'
  if (issuer.known && issuer.key === undefined) return 'not-offered'
  if (permission === 'denied') return 'blocked'
  if (!wanted) return 'off'
  return permission === 'granted' ? undefined : 'lapsed'
}
