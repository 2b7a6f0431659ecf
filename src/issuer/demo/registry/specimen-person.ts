import type { BenefitLevel } from '../../../core/card/benefit-level.ts'
import type { Sex } from '../../../core/card/card.ts'
import { toMonthNumber } from '../../../core/dates/months.ts'
import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { writeBhytQrText } from '../../../core/qr/bhyt-qr-text.ts'
import { type HistoryDocument, writeHistory } from '../../db/history-document.ts'
import type { CardRow, DependantRow, HistoryRow, PersonRow } from '../../db/schema.ts'
import { demoFacilities } from './demo-facilities.ts'
import type { Random } from './random.ts'
import { generateHistory, type Life } from './specimen-history.ts'

/** An invented person before the registry's numbers are given. */
export type Specimen = {
  readonly fullName: string
  readonly sex: Sex
  /** `YYYY-MM-DD`; cards of the old may state only the year. */
  readonly born: string
  readonly yearOnly?: boolean
  readonly work: Life['work']
  readonly facilityCode: string
  readonly parentName?: string
  /** Written by hand instead of generated. */
  readonly history?: HistoryDocument
  readonly fiveYearDate?: string
  readonly relations?: readonly { to: number; relation: DependantRow['relation'] }[]
}

/** The numbers of one person: BHXH code, personal number and row. */
export type SpecimenNumbers = {
  readonly id: number
  readonly householdId: number
  readonly bhxhCode: string
  readonly personalId: string
}

export type SpecimenRows = { person: PersonRow; history: HistoryRow; card: CardRow }

/** The rows of an invented person: synthetic throughout, with numbers that no real person can have. */
export function makeSpecimenRows(
  random: Random,
  specimen: Specimen,
  numbers: SpecimenNumbers,
  today: string,
): SpecimenRows {
  const { fullName, sex, born, work, facilityCode } = specimen
  const { id, householdId, bhxhCode, personalId } = numbers
  const year = Number(today.slice(0, 4))
  const dateOfBirth = specimen.yearOnly ? born.slice(0, 4) : born
  const { level, validFrom, validTo } = describeCover(work, born, today)
  const fiveYear = work === 'child' ? Number(born.slice(0, 4)) + 5 : year - random.between(-3, 6)
  const generatedDate = `${fiveYear}-${work === 'child' ? born.slice(5) : '01-01'}`.replace(
    '-02-29',
    '-02-28',
  )
  const fiveYearDate = specimen.fiveYearDate ?? generatedDate
  const placeOfIssue = demoFacilities.find(([code]) => code === facilityCode)?.[2] ?? 'Thành phố Hà Nội'
  const province = facilityCode.slice(0, 2)
  const hospitalText = writeBhytQrText({
    parts: 17,
    cardNumber: bhxhCode,
    fullName,
    dateOfBirth: dateOfBirth as PartialDate,
    sex,
    facilityCode,
    validFrom: validFrom as PartialDate,
    ...(validTo !== null && { validTo: validTo as PartialDate }),
    issueDate: `${year - 1}-12-20` as PartialDate,
    managementCode: `${province}99${bhxhCode}`,
    ...(specimen.parentName !== undefined && { parentName: specimen.parentName }),
    livingArea: 'none',
    fiveYearDate: fiveYearDate as PartialDate,
    // The real check string cannot be computed; this one says so.
    check: `00000000${bhxhCode.slice(2)}-1202`,
    benefitLevel: level,
    placeOfIssue,
  })
  const publicId = random.id(16)
  // Generated in any case, so that a history written by hand changes nobody else.
  const life = { bornMonth: toMonthNumber(born), nowMonth: toMonthNumber(today), sex, work, facilityCode }
  const generated = generateHistory(random, life)
  return {
    person: {
      id,
      public_id: publicId,
      full_name: fullName,
      date_of_birth: dateOfBirth,
      sex,
      bhxh_code: bhxhCode,
      personal_id: personalId,
      household_id: householdId,
      phone: work === 'child' ? null : `0000${String(id % 1_000_000).padStart(6, '0')}`,
      specimen: 1,
    },
    history: { person_id: id, document: writeHistory(specimen.history ?? generated) },
    card: {
      id: random.id(12),
      person_id: id,
      bhyt_number: bhxhCode,
      benefit_level: level,
      facility_code: facilityCode,
      valid_from: validFrom,
      valid_to: validTo,
      five_year_date: fiveYearDate,
      living_area: null,
      place_of_issue: placeOfIssue,
      hospital_text: hospitalText,
    },
  }
}

/** Benefit level and validity by kind of participant (Law on health insurance, articles 16 and 22). */
function describeCover(
  work: Life['work'],
  born: string,
  today: string,
): { level: BenefitLevel; validFrom: string; validTo: string | null } {
  const year = today.slice(0, 4)
  const thisYear = { validFrom: `${year}-01-01`, validTo: `${year}-12-31` }
  if (work === 'employed') return { level: 4, validFrom: thisYear.validFrom, validTo: null }
  if (work === 'retired') return { level: 3, validFrom: thisYear.validFrom, validTo: null }
  // Until six, and then to the end of September of that year.
  const infantUntil = `${Number(born.slice(0, 4)) + 6}-09-30`
  if (work === 'child' && today <= infantUntil) return { level: 1, validFrom: born, validTo: infantUntil }
  return { level: 4, ...thisYear }
}
