import type { TranslateCard } from '../../../card-view/shown.ts'
import type { BhytFields } from '../../../core/qr/bhyt-reading.ts'
import { tScan } from '../../texts/scan-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'

/** What a field of an insurance card is called on screen. */
export function nameField(field: keyof BhytFields, t: TranslateCard): string {
  switch (field) {
    case 'cardNumber':
      return tScan('add.number')
    case 'facilityCode':
      return t('card.facility')
    case 'validFrom':
    case 'validTo':
      return t(`card.${field}`)
    case 'livingArea':
      return t('card.area')
    case 'fiveYearDate':
      return t('card.fiveYears')
    case 'benefitLevel':
      return t('card.benefit')
    case 'placeOfIssue':
      return t('card.issuePlace')
    default:
      return tUi(`details.${field}`)
  }
}
