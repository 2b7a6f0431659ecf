/** What works with a network only, and is therefore kept after the rest. */

export const passkeys = { offline: 'later', load: () => import('./passkeys.ts') } as const

export const pageRefresh = { offline: 'later', load: () => import('../wallet/refresh-in-page.ts') } as const
