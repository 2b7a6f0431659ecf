/** What works with a network only, and is therefore kept after the rest. */

export const passkeys = { offline: 'later', load: () => import('./passkeys.ts') } as const

export const pageRefresh = { offline: 'later', load: () => import('../wallet/refresh-in-page.ts') } as const

/** Only where a request to a public service waits to be sent. */
export const serviceSender = {
  offline: 'later',
  load: () => import('../../wallet/outbox/service-sender.ts'),
} as const
