import type { CardFace } from '../../../core/card/card.ts'
import { comparePartialDates, type PartialDate } from '../../../core/dates/partial-date.ts'
import { coverSources } from '../../../core/rules/coverage.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { LawSource } from './law-source.tsx'
import { ReferenceAmountNote } from './reference-amount-note.tsx'

/** The five-year rule: what the card says of it, and that the day alone gives nothing. */
export function FiveYearRule({ face: { fiveYearDate }, date }: { face: CardFace; date: PartialDate }) {
  const { language } = useApp()
  const reached = fiveYearDate !== undefined && comparePartialDates(fiveYearDate, date) <= 0
  return (
    <section aria-labelledby="five-years">
      <h2 id="five-years">{tBenefits('cover.fiveYears')}</h2>
      <p class="said">
        {fiveYearDate
          ? tBenefits(reached ? 'cover.fiveYearsReached' : 'cover.fiveYearsAhead', {
              date: writeDate(fiveYearDate, language),
            })
          : tBenefits('cover.fiveYearsNone')}
      </p>
      <p>{tBenefits('cover.fiveYearsRule')}</p>
      <p class="small">{tBenefits('cover.fiveYearsCounted')}</p>
      <p class="small">{tBenefits('cover.fiveYearsGap')}</p>
      <ReferenceAmountNote part="year" date={date} />
      <LawSource source={coverSources.fiveYears} />
    </section>
  )
}
