import { trustedTypesPolicy } from '../../core/api/security-headers.ts'
import { build } from '../build-facts.ts'
import type { HistoryPart } from './history-chunk.tsx'
import type { RefreshPart } from './refresh-chunk.ts'
import type { TextsPart } from './texts-chunk.ts'

/**
 * Chunks of the worker that pre-rendering does without. Each is a script of its own that the worker imports during its
 * installation, which makes the browser keep it, and evaluates again only when it is needed: what a start of the worker has
 * to read stays small.
 */
type Parts = {
  refreshPart?: RefreshPart
  textsPart?: TextsPart
  historyPart?: HistoryPart
}

type Scope = Parts & {
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

/** Lets the browser keep the parts; only possible while installing. */
export function keepParts(): void {
  for (const path of Object.values(build.parts)) load(path)
}

/** @throws NetworkError if the browser has not kept it */
export function loadRefreshPart(): RefreshPart | undefined {
  if (!scope.refreshPart) load(build.parts.refresh)
  return scope.refreshPart
}

/** @throws NetworkError if the browser has not kept it */
export function loadTextsPart(): TextsPart | undefined {
  if (!scope.textsPart) load(build.parts.texts)
  return scope.textsPart
}

/** @throws NetworkError if the browser has not kept it */
export function loadHistoryPart(): HistoryPart | undefined {
  if (!scope.historyPart) load(build.parts.history)
  return scope.historyPart
}
