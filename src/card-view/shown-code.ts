import type { CardCode, NoCode } from '../core/card/card-code.ts'
import type { Result } from '../core/result.ts'
import type { CodeGap, ShownCode } from './shown.ts'

const gaps: Readonly<Record<NoCode, CodeGap>> = {
  no_key: 'noKey',
  expired: 'expired',
  no_credential: 'notYet',
  no_text: 'missing',
  clock: 'clock',
}

/** What the wallet answered, as the screen shows it. */
export function toShownCode(code: Result<CardCode, NoCode>): ShownCode {
  return code.ok ? { state: 'rendered', ...code.value } : { state: 'gap', gap: gaps[code.error] }
}
