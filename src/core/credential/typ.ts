/** What a key of the trust list may sign. */
export type KeyRole = 'card' | 'snapshot' | 'status' | 'content' | 'payment'

/** Papers of other kinds that a phone may show one day. */
export type OtherPaper = 'referral' | 'reexamination' | 'sick_leave'

/**
 * Values of `typ` reserved for papers that are no card, from the range for experiments of the CoAP content
 * formats (RFC 7252 §12.3): what they hold is not defined yet, and a desk of today calls them by name.
 */
export const RESERVED_TYPES: ReadonlyMap<unknown, OtherPaper> = new Map([
  [65_001, 'referral'],
  [65_002, 'reexamination'],
  [65_003, 'sick_leave'],
])
