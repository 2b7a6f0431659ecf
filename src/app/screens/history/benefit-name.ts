import type { BenefitKind } from '../../../core/snapshot/history.ts'
import { isUnnamed, type Unnamed } from '../../../core/unnamed.ts'
import { sayHistory } from '../../history-texts.ts'

/** What a benefit is called; one that this version has no name for is shown by its number. */
export function nameBenefit(kind: BenefitKind | Unnamed): string {
  return isUnnamed(kind)
    ? sayHistory('benefits.other', { code: kind.slice('unknown-'.length) })
    : sayHistory(`benefits.${kind}`)
}
