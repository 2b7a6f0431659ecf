import { trustedTypesPolicy } from '../../core/api/security-headers.ts'
import { build } from '../build-facts.ts'
import type { CardChunk } from './card-chunk.ts'
import type { HistoryChunk } from './history-chunk.tsx'
import type { RefreshChunk } from './refresh-chunk.ts'
import type { TextsChunk } from './texts-chunk.ts'

/**
 * Chunks of the worker that answering with the ready page does without. Each is a script of its own that the
 * worker imports during its installation, which makes the browser keep it, and evaluates again only when it
 * is needed: what a start of the worker has to read stays small.
 */
type Chunks = {
  cardChunk?: CardChunk
  refreshChunk?: RefreshChunk
  textsChunk?: TextsChunk
  historyChunk?: HistoryChunk
}

type Scope = Chunks & {
  importScripts(url: string): void
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): {
      createScriptURL(url: string): string
    }
  }
}

const scope = globalThis as unknown as Scope
const policy = scope.trustedTypes?.createPolicy(trustedTypesPolicy, {
  // Only ever called with the paths that the build put in.
  createScriptURL: (url) => url,
})

function load(path: string): void {
  scope.importScripts(policy?.createScriptURL(path) ?? path)
}

/** Lets the browser keep the chunks; only possible while installing. */
export function keepChunks(): void {
  for (const path of Object.values(build.chunks)) load(path)
}

/** @throws NetworkError if the browser has not kept it */
export function loadCardChunk(): CardChunk | undefined {
  if (!scope.cardChunk) load(build.chunks.card)
  return scope.cardChunk
}

/** @throws NetworkError if the browser has not kept it */
export function loadRefreshChunk(): RefreshChunk | undefined {
  if (!scope.refreshChunk) load(build.chunks.refresh)
  return scope.refreshChunk
}

/** @throws NetworkError if the browser has not kept it */
export function loadTextsChunk(): TextsChunk | undefined {
  if (!scope.textsChunk) load(build.chunks.texts)
  return scope.textsChunk
}

/** @throws NetworkError if the browser has not kept it */
export function loadHistoryChunk(): HistoryChunk | undefined {
  if (!scope.historyChunk) load(build.chunks.history)
  return scope.historyChunk
}
