import type { PrecachedFile } from './build-facts.ts'

/** Big and not needed to show a card: fetched afterwards, best effort. Put in by build/service-worker-plugin.ts. */
declare const __LATE_FILES__: readonly PrecachedFile[]

export type LatePart = readonly PrecachedFile[]

Object.assign(globalThis, { latePart: __LATE_FILES__ })
