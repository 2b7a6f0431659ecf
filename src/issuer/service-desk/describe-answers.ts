import type { Kysely } from 'kysely'
import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'
import { type ReviewLine, reviewLines, sheetLines } from '../../core/services/parse-answers.ts'
import type {
  AddressAnswer,
  Answers,
  BankAccount,
  FieldAnswer,
  PersonAnswer,
} from '../../core/services/read-value.ts'
import type { Field } from '../../core/services/service-definition.ts'
import { type Service, serviceText } from '../../core/services/service-pack.ts'
import { writeAmount, writeNumber } from '../../i18n/written-forms.ts'
import { findWardName } from '../branches/wards.ts'
import type { Tables } from '../db/schema.ts'

/** A line as an officer reads it and a form prints it: Vietnamese, as the office is. */
export type WrittenLine = {
  /** Id of the field; two may have one label. */
  readonly field: string
  readonly page?: string
  readonly number?: string
  readonly label: string
  readonly text?: string
  readonly pictures?: readonly string[]
}

/** What was filled in, and by which definition and day it is read. */
export type AnsweredService = { readonly service: Service; readonly answers: Answers; readonly today: string }

const sexes = { male: 'Nam', female: 'Nữ' } as const
const relations = {
  self: 'bản thân',
  spouse: 'vợ, chồng',
  child: 'con',
  parent: 'cha, mẹ',
  other: 'quan hệ khác',
} as const

/** Every line that the definition shows with these answers. */
export function writeLines(query: Kysely<Tables>, form: AnsweredService): Promise<readonly WrittenLine[]> {
  return write(query, form, reviewLines(form.service.definition, form.answers, form))
}

/** The lines of the printed form; of a definition that names none, every line. */
export async function writeSheetLines(
  query: Kysely<Tables>,
  form: AnsweredService,
): Promise<readonly WrittenLine[]> {
  const { definition } = form.service
  return definition.sheet
    ? write(query, form, sheetLines(definition, form.answers, form))
    : writeLines(query, form)
}

async function write(
  query: Kysely<Tables>,
  { service }: AnsweredService,
  lines: readonly ReviewLine[],
): Promise<readonly WrittenLine[]> {
  const written: WrittenLine[] = []
  for (const { page, number, field, answer } of lines) {
    const text = answer === undefined ? undefined : await writeAnswer(query, service, field, answer)
    const pictures = field.type === 'pictures' && Array.isArray(answer) ? (answer as string[]) : undefined
    written.push({
      field: field.id,
      ...(page !== undefined && { page }),
      ...(number !== undefined && { number }),
      label: serviceText(service, 'vi', `field.${field.id}`)?.text ?? field.id,
      ...(text !== undefined && { text }),
      ...(pictures && { pictures }),
    })
  }
  return written
}

/** An answer in Vietnamese, codes with what they stand for. */
async function writeAnswer(
  query: Kysely<Tables>,
  service: Service,
  { id, type }: Field,
  answer: FieldAnswer,
): Promise<string> {
  if (type === 'yes-no') return answer === true ? 'Có' : 'Không'
  if (type === 'money' && typeof answer === 'number') return `${writeAmount(answer, 'vi')}`
  if (typeof answer === 'number') return writeNumber(answer, 'vi')
  if (type === 'date') return writeDay(String(answer))
  if (type === 'choice') return serviceText(service, 'vi', `choice.${id}.${answer}`)?.text ?? String(answer)
  if (type === 'pictures') return `${(answer as readonly string[]).length} ảnh`
  if (type === 'person') return (answer as readonly PersonAnswer[]).map(writePerson).join('\n')
  if (type === 'bank-account') {
    const { bank, number, holder } = answer as BankAccount
    return `${number}, ${holder}, ngân hàng ${bank}`
  }
  if (type === 'address' || type === 'ward') {
    const { line, wardCode } = answer as Partial<AddressAnswer>
    const place = wardCode === undefined ? undefined : findWardName(wardCode)
    return [line, place?.ward, place?.province].filter(Boolean).join(', ')
  }
  return writeCode(query, type, String(answer))
}

async function writeCode(query: Kysely<Tables>, type: Field['type'], code: string): Promise<string> {
  if (type === 'facility' || type === 'office') {
    const row = await query
      .selectFrom(type === 'facility' ? 'facilities' : 'offices')
      .select('name')
      .where('code', '=', code)
      .executeTakeFirst()
    return row ? `${row.name} (${code})` : code
  }
  if (type !== 'card') return code
  const card = await query
    .selectFrom('cards')
    .innerJoin('people', 'people.id', 'cards.person_id')
    .select(['cards.bhyt_number', 'people.full_name'])
    .where('cards.id', '=', code)
    .executeTakeFirst()
  return card ? `${card.bhyt_number} – ${card.full_name}` : code
}

const writeDay = (date: string) => formatWrittenDate(date as PartialDate)

function writePerson({ fullName, dateOfBirth, sex, personalId, bhxhCode, relation }: PersonAnswer): string {
  return [
    fullName,
    writeDay(dateOfBirth),
    sexes[sex],
    personalId && `số định danh ${personalId}`,
    bhxhCode && `mã số BHXH ${bhxhCode}`,
    relation && relations[relation],
  ]
    .filter(Boolean)
    .join(', ')
}
