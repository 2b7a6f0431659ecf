/** The codes that a card can show, exactly one at a time. */
export type CodeKind = 'hospital' | 'live'

/** A QR symbol as an SVG path in module units, quiet zone outside; `size` is its side in modules. */
export type RenderedCode = { path: string; size: number }

/** A card's code, rendered; `at` (Unix seconds) is the moment of a live code. */
export type CardCode = RenderedCode & { at?: number }

/** Why a card has no such code now. */
export type NoCode = 'no_key' | 'expired' | 'no_credential' | 'no_text' | 'clock'

/** True for one of the codes. */
export function isCodeKind(kind: unknown): kind is CodeKind {
  return kind === 'hospital' || kind === 'live'
}
