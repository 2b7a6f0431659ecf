import { type Bytes, fromHex, toHex } from '../core/bytes.ts'
import { writeDeskCode } from '../core/credential/desk.ts'

/** For how long the answer to a counter code is taken, in seconds. */
export const COUNTER_CODE_LIFE = 120

/** More patients than one desk asks at a time. */
const MAX_WAITING = 256

/** What a desk shows for one patient, and until when it takes the answer (Unix seconds). */
export type CounterCode = { readonly text: string; readonly nonce: string; readonly expiresAt: number }

/** Takes the place of a nonce that nobody waits for: no answer equals it, since every nonce has 16 bytes. */
const NOBODY_WAITS: Bytes = new Uint8Array()

export type CounterCodes = {
  /** A code for the next patient, from 16 fresh random bytes (others make a code that no phone answers). */
  ask: (facilityCode: string, nonce: Bytes, now: number) => CounterCode
  /** The nonce to hold an answer against: one that is over, used or never asked equals no answer. */
  expect: (nonce: string, now: number) => Bytes
  /** One answer for each: takes the nonce away and says whether it still waited. */
  use: (nonce: string) => boolean
}

/** The counter codes that wait for an answer; bounded in time and number. */
export function createCounterCodes(): CounterCodes {
  const waiting = new Map<string, number>()
  return {
    ask(facilityCode, nonce, now) {
      for (const [known, until] of waiting) {
        if (now < until && waiting.size < MAX_WAITING) break
        waiting.delete(known)
      }
      const expiresAt = now + COUNTER_CODE_LIFE
      const hex = toHex(nonce)
      waiting.set(hex, expiresAt)
      return { text: writeDeskCode({ facilityCode, nonce }), nonce: hex, expiresAt }
    },
    expect(nonce, now) {
      const until = waiting.get(nonce)
      const bytes = until !== undefined && now < until ? fromHex(nonce) : undefined
      return bytes?.ok ? bytes.value : NOBODY_WAITS
    },
    use: (nonce) => waiting.delete(nonce),
  }
}
