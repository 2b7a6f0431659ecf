/** What works with a network only, and is therefore kept after the rest. */

export const passkeys = { offline: 'later', load: () => import('./passkeys.ts') } as const

export const proofOfWork = { offline: 'later', load: () => import('./solve-challenge.ts') } as const
