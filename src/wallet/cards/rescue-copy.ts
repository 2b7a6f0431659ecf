import type { WalletCard, WalletSummary } from './wallet-card.ts'

/**
 * The rescue copy: what the plastic card shows, in clear, in Cache Storage, because `indexedDB.open` can
 * hang. It holds no credential and no key (CryptoKeys cannot live there, so it cannot be sealed);
 * docs/threat-model.md names the deviation.
 */
export type RescueCopy = Pick<WalletSummary, 'chosenCardId' | 'language'> & { cards: readonly RescueCard[] }

type RescueCard = Pick<
  WalletCard,
  | 'cardId'
  | 'origin'
  | 'label'
  | 'relation'
  | 'specimen'
  | 'face'
  | 'hospitalText'
  | 'hospitalCode'
  | 'position'
  | 'updatedAt'
  | 'desksVerify'
>

/**
 * Cache Storage; undefined where the browser has none (pages without HTTPS). Private windows of some browsers
 * refuse it.
 */
export type RescuePlace = CacheStorage | undefined

/**
 * The Cache Storage of this page, if it has one; no browser is made to keep one, and some throw at its mere
 * name.
 */
export function findRescuePlace(): RescuePlace {
  try {
    return globalThis.caches
  } catch {
    return undefined
  }
}

const CACHE = 'vi-bhyt-rescue'
const PLACE = '/rescue-copy'

/**
 * Replaces the rescue copy by the present summary; an empty wallet has none. `readSummary` is asked again
 * afterwards, and what it says then counts: a sign-out replaces the copy that is there, not the one that is
 * just being written. Where the browser refuses Cache Storage there is no copy, which is no error.
 */
export async function writeRescueCopy(
  caches: RescuePlace,
  readSummary: () => Promise<WalletSummary>,
): Promise<void> {
  let face = await readSummary()
  for (let written: WalletSummary | undefined; !written || !holdsSameCards(written, face); ) {
    written = face
    await putRescueCopy(caches, face)
    face = await readSummary()
  }
}

function holdsSameCards(one: WalletSummary, other: WalletSummary): boolean {
  return one.cards.map(({ cardId }) => cardId).join() === other.cards.map(({ cardId }) => cardId).join()
}

async function putRescueCopy(caches: RescuePlace, summary: WalletSummary): Promise<void> {
  if (summary.cards.length === 0) return clearRescueCopy(caches)
  const copy: RescueCopy = {
    cards: summary.cards.map(
      ({
        credential,
        credentialIssuedAt,
        credentialExpiresAt,
        credentialOutdated,
        paperCredential,
        ...plain
      }) => plain,
    ),
    ...(summary.chosenCardId !== undefined && { chosenCardId: summary.chosenCardId }),
    ...(summary.language !== undefined && { language: summary.language }),
  }
  await unlessRefused(async () => {
    const cache = await caches?.open(CACHE)
    await cache?.put(PLACE, new Response(JSON.stringify(copy), { headers: { 'Cache-Control': 'no-store' } }))
  })
}

/** The rescue copy as a summary without codes that need keys. */
export async function readRescueCopy(caches: RescuePlace): Promise<WalletSummary | undefined> {
  const response = await (await caches?.open(CACHE))?.match(PLACE)
  if (!response) return undefined
  const copy: RescueCopy = await response.json()
  return { ...copy, sequence: 0, signedIn: true, holderKeys: 'none' }
}

/** Deletes the rescue copy. */
export async function clearRescueCopy(caches: RescuePlace): Promise<void> {
  await unlessRefused(async () => {
    await caches?.delete(CACHE)
  })
}

/** Where the browser refuses Cache Storage there is no copy, and none has to go. */
async function unlessRefused(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (cause) {
    if (!(cause instanceof Error && cause.name === 'SecurityError')) throw cause
  }
}
