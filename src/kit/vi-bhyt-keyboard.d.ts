/** vi-bhyt-keyboard: what a desk scanner typed, put right, whatever the computer's keyboard made of it. */

export type Result<T> = { ok: true; value: T } | { ok: false; error: string }

/** A key as `keydown` reports it: `event.code` and `event.shiftKey`. */
export interface TypedKey {
  readonly code: string
  readonly shift: boolean
}

/** What these keys type on a US keyboard. */
export declare function readKeys(keys: readonly TypedKey[]): string

/** The text of a scan from its two readings: by the keys (`readKeys`) and by what stood in the field. */
export declare function chooseReading(reading: {
  readonly keys: string
  readonly typed: string
}): Result<string>

/** The text that a scanner meant, from what Telex, VNI or the Windows layout "Vietnamese" made of it. */
export declare function undoKeyboardLayout(typed: string): Result<string>

export declare const version: string
