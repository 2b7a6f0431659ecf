import type { InlineParts } from '../core/api/security-headers.ts'

/** Path relative to the root, and its integrity (SRI). */
export type PrecachedFile = readonly [path: string, integrity: string]

type BuildFacts = InlineParts & {
  readonly version: string
  /** `index.html` of this build, with its styles and its first script. */
  readonly shell: string
  /** The list of the files that are needed before this build may take over, and that of the others. */
  readonly lists: readonly [early: PrecachedFile, late: PrecachedFile]
  /** Paths of the scripts that chunks.ts imports. */
  readonly chunks: {
    readonly card: string
    readonly refresh: string
    readonly texts: string
    readonly history: string
  }
  /** Paths of the style sheets that the history needs beside the inline style. */
  readonly historyStyles: readonly string[]
}

/** Put in by build/service-worker-plugin.ts. */
declare const __BUILD__: BuildFacts

export const build: BuildFacts = __BUILD__
