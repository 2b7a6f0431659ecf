import type { Engine } from './engine.ts'
import { firefox } from './firefox.ts'
import { webkit } from './webkit.ts'

/** Every engine that the spine runs in, beside Chromium, for which the end-to-end tests are written. */
export const engines: readonly Engine[] = [firefox, webkit]
