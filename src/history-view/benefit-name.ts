import type { BenefitKind } from '../core/snapshot/history.ts'
import { isUnnamed, type Unnamed } from '../core/unnamed.ts'
import type { TranslateHistory } from './shown-history.ts'

/** What a benefit is called; one that this version has no name for is shown by its number. */
export function nameBenefit(t: TranslateHistory, kind: BenefitKind | Unnamed): string {
  return isUnnamed(kind)
    ? t('benefits.other', { code: kind.slice('unknown-'.length) })
    : t(`benefits.${kind}`)
}
