/** What a key of the trust list may sign. */
export type KeyRole = 'card' | 'snapshot' | 'status' | 'content'

/**
 * Every kind of signed thing: the value of header 16 (`typ`, RFC 9596), which keeps one kind from being taken
 * for another, and who signs it. 294 is the content format of key-binding tokens (draft-ietf-spice-sd-cwt).
 */
export const SIGNED_KINDS = {
  card: { typ: 'bhyt+cwt', role: 'card' },
  keyBinding: { typ: 294, role: 'holder' },
  holderProof: { typ: 'bhyt-proof+cwt', role: 'holder' },
  snapshot: { typ: 'bhyt-snapshot+cwt', role: 'snapshot' },
  totals: { typ: 'bhyt-totals+cwt', role: 'snapshot' },
  statusList: { typ: 'application/statuslist+cwt', role: 'status' },
  trustList: { typ: 'bhyt-trust+cwt', role: 'root' },
  contentKeys: { typ: 'bhyt-content-keys+cwt', role: 'root' },
  contentManifest: { typ: 'bhyt-content+cwt', role: 'content' },
} as const satisfies Record<string, { typ: string | number; role: KeyRole | 'holder' | 'root' }>

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
