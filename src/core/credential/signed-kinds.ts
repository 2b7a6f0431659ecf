import type { KeyRole } from './typ.ts'

/**
 * Every kind of signed thing: the value of header 16 (`typ`, RFC 9596), which keeps one kind from being taken
 * for another, and who signs it. Each by itself, so that who reads one kind carries no other along; imported
 * together as `signedKinds`.
 */
type SignedKind = { readonly typ: string | number; readonly role: KeyRole | 'holder' | 'root' }

export const card = { typ: 'bhyt+cwt', role: 'card' } as const satisfies SignedKind
/** 294 is the content format of key-binding tokens (draft-ietf-spice-sd-cwt). */
export const keyBinding = { typ: 294, role: 'holder' } as const satisfies SignedKind
export const holderProof = { typ: 'bhyt-proof+cwt', role: 'holder' } as const satisfies SignedKind
export const snapshot = { typ: 'bhyt-snapshot+cwt', role: 'snapshot' } as const satisfies SignedKind
export const totals = { typ: 'bhyt-totals+cwt', role: 'snapshot' } as const satisfies SignedKind
export const serviceReceipt = {
  typ: 'bhyt-service-receipt+cwt',
  role: 'snapshot',
} as const satisfies SignedKind
export const statusList = { typ: 'application/statuslist+cwt', role: 'status' } as const satisfies SignedKind
export const trustList = { typ: 'bhyt-trust+cwt', role: 'root' } as const satisfies SignedKind
export const contentKeys = { typ: 'bhyt-content-keys+cwt', role: 'root' } as const satisfies SignedKind
export const contentManifest = { typ: 'bhyt-content+cwt', role: 'content' } as const satisfies SignedKind
export const paymentKeys = { typ: 'bhyt-payment-keys+cwt', role: 'root' } as const satisfies SignedKind
export const paymentIntent = { typ: 'bhyt-payment+cwt', role: 'payment' } as const satisfies SignedKind
export const paymentReceipt = { typ: 'bhyt-receipt+cwt', role: 'payment' } as const satisfies SignedKind
