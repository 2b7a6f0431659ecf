import type { BenefitLevel } from '../../../core/card/benefit-level.ts'
import { parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { CardFace } from '../../../core/card/card.ts'

/** The digit of the card, printed by itself or within the number; never anything else. */
export function readLevel({ benefitLevel, bhytNumber }: CardFace): BenefitLevel | undefined {
  if (benefitLevel) return benefitLevel
  const number = parseBhytNumber(bhytNumber)
  return number.ok && number.value.form === 'card-15' ? number.value.benefitLevel : undefined
}
