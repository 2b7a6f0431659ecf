import { createHash } from 'node:crypto'
import { vi } from 'vitest'
import { createTranslate } from '../../../src/i18n/translate.ts'
import viCard from '../../../src/i18n/vi/card.json'
import { FACE, NOW } from '../vectors/world.ts'

/** The integrity (SRI) of a file with this content. */
export const integrityOf = (content: string) =>
  `sha256-${createHash('sha256').update(content).digest('base64')}`

/** What the build puts into the worker, in small. */
export const testBuild = {
  version: 'aaaa',
  shell:
    '<!doctype html><html lang="vi"><head><style>b{}</style><!--later--><style>i{}</style><!--/later--></head><body><div id="app"><!--pre-rendered--></div></body></html>',
  styleHashes: ['sha256-test'],
  scriptHashes: ['sha256-script'],
  lists: [
    ['early-files.json', 'sha256-x'],
    ['late-files.json', 'sha256-y'],
  ],
  chunks: {
    card: '/service-worker-card.js?1',
    refresh: '/service-worker-refresh.js?1',
    texts: '/service-worker-texts.js?1',
    history: '/service-worker-history.js?1',
  },
  historyStyles: ['assets/history-screens-12345678.css'],
}

export function stubBuild(changes: Partial<typeof testBuild> = {}): void {
  vi.stubGlobal('__BUILD__', { ...testBuild, ...changes })
}

/** From here on components are rendered by the worker's own runtime, as its build does it. */
export function useMarkupRuntime(): void {
  for (const name of ['preact/jsx-runtime', 'preact/jsx-dev-runtime']) {
    vi.doMock(name, async () => {
      const runtime = await import('../../../src/service-worker/markup.ts')
      return { ...runtime, jsxDEV: runtime.jsx }
    })
  }
  vi.resetModules()
}

/** The card screen of one issued card, all of it. */
export const cardScreenInputs = {
  t: createTranslate(viCard, 'vi'),
  language: 'vi',
  card: {
    cardId: 'card-1',
    origin: 'issued',
    face: FACE,
    specimen: true,
    updatedAt: NOW,
    credentialExpiresAt: NOW + 900_000,
  },
  kinds: ['hospital', 'live'],
  kind: 'live',
  code: { state: 'rendered', path: 'M0 0h1v1h-1z', size: 21, at: NOW },
  online: false,
  now: NOW,
} as const
