import type { BenefitKind } from '../core/snapshot/history.ts'
import { isUnknownValue, type UnknownValue } from '../core/unknown-value.ts'
import type { TranslateHistory } from './shown-history.ts'

/** What a benefit is called; one that this version has no name for is shown by its number. */
export function nameBenefit(t: TranslateHistory, kind: BenefitKind | UnknownValue): string {
  return isUnknownValue(kind)
    ? t('benefits.other', { code: kind.slice('unknown-'.length) })
    : t(`benefits.${kind}`)
}
