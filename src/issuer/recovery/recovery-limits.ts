import type { RateLimit } from '../rate-limits/rate-limits.ts'

const MINUTE = 60
const HOUR = 3600

/**
 * Codes for one account; each can be tried five times. Those by text message are asked for from the account's
 * own phone: nobody who knows number and email can use them up.
 */
export const MAILED_PER_ACCOUNT: RateLimit = { name: 'recovery-account', uses: 6, window: 6 * HOUR }
export const TEXTED_PER_ACCOUNT: RateLimit = { name: 'recovery-account-sms', uses: 6, window: 6 * HOUR }

/**
 * A network may be a whole hospital's, or one of the addresses that a mobile provider has for very many
 * phones.
 */
export const REQUESTS_PER_NETWORK: RateLimit = { name: 'recovery-network', uses: 120, window: HOUR }

/** What all together may ask for at the price of easy work (admission.ts): far above what happens. */
export const REQUESTS_OF_ALL: RateLimit = { name: 'recovery-all', uses: 6000, window: 10 * MINUTE }

export const TRIES_PER_NETWORK: RateLimit = { name: 'recovery-tries-network', uses: 100, window: 15 * MINUTE }
/** What all together may try without a proof of work. */
export const TRIES_OF_ALL: RateLimit = { name: 'recovery-tries-all', uses: 6000, window: 10 * MINUTE }

/** Answers to one phone: each is to a message that it has paid for, so there is no bound for all together. */
export const ANSWERS_PER_PHONE: RateLimit = { name: 'sms-phone', uses: 10, window: HOUR }
