/** What works with a network only, and is therefore kept after the rest. */

export const passkeys = { offline: 'later', load: () => import('./passkeys.ts') } as const
