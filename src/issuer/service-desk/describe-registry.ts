import type { Kysely } from 'kysely'
import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'
import type { Answers } from '../../core/services/read-value.ts'
import { type Service, serviceText } from '../../core/services/service-pack.ts'
import type { ChangeTarget } from '../../core/services/service-words.ts'
import { findWardName } from '../branches/wards.ts'
import type { ServiceRequestRow, Tables } from '../db/schema.ts'
import { writeLines } from './describe-answers.ts'
import type { RegistryChange } from './request-effects.ts'

type Registry = {
  readonly full_name: string
  readonly date_of_birth: string
  readonly sex: 'male' | 'female'
  readonly personal_id: string | null
  readonly phone: string | null
  readonly facility: string | null
  readonly valid_to: string | null
  readonly bhyt_number: string | null
  readonly address: string | null
  readonly ward_code: string | null
  readonly email: string | null
}

/** What the registry says today where a change would write. */
const today: Readonly<Record<ChangeTarget, (registry: Registry) => string | null>> = {
  'card.facility': ({ facility }) => facility,
  'card.reissue': ({ bhyt_number: number }) => number,
  'card.months': ({ valid_to: validTo }) => validTo && formatWrittenDate(validTo as PartialDate),
  'holder.name': ({ full_name: name }) => name,
  'holder.birth': ({ date_of_birth: birth }) => formatWrittenDate(birth as PartialDate),
  'holder.sex': ({ sex }) => (sex === 'male' ? 'Nam' : 'Nữ'),
  'holder.personal': ({ personal_id: personal }) => personal,
  'contact.phone': ({ phone }) => phone,
  'contact.email': ({ email }) => email,
  'contact.address': ({ address, ward_code: code }) => {
    const place = code === null ? undefined : findWardName(code)
    return [address, place?.ward, place?.province].filter(Boolean).join(', ')
  },
}

/** Of changes that an answer does not say in itself. */
const done: Readonly<Partial<Record<ChangeTarget, string>>> = {
  'card.reissue': 'Cấp lại, thông tin trên thẻ giữ nguyên',
}

/** What an approval would write, beside what the registry says now. */
export async function describeRegistryChanges(
  query: Kysely<Tables>,
  { row, service, changes }: { row: ServiceRequestRow; service: Service; changes: readonly RegistryChange[] },
): Promise<{ label: string; before: string; after: string }[]> {
  if (changes.length === 0) return []
  const registry = await readRegistry(query, row)
  const answers = JSON.parse(row.answers) as Answers
  const lines = await writeLines(query, { service, answers, today: row.filled_on })
  return changes.map(({ target, field }) => {
    const label = serviceText(service, 'vi', `field.${field}`)?.text ?? field
    return {
      label,
      before: today[target](registry) ?? '',
      after: done[target] ?? lines.find((line) => line.field === field)?.text ?? '',
    }
  })
}

async function readRegistry(query: Kysely<Tables>, row: ServiceRequestRow): Promise<Registry> {
  const subject = await query
    .selectFrom('people')
    .leftJoin('cards', (join) =>
      row.card_id === null
        ? join.onRef('cards.person_id', '=', 'people.id')
        : join.onRef('cards.person_id', '=', 'people.id').on('cards.id', '=', row.card_id),
    )
    .leftJoin('facilities', 'facilities.code', 'cards.facility_code')
    .select([
      'people.full_name',
      'people.date_of_birth',
      'people.sex',
      'people.personal_id',
      'people.phone',
      'cards.bhyt_number',
      'cards.valid_to',
      'facilities.name as facility',
    ])
    .where('people.id', '=', row.subject_id)
    .executeTakeFirstOrThrow()
  const account = await query
    .selectFrom('accounts')
    .select(['address', 'ward_code', 'email'])
    .where('person_id', '=', row.person_id)
    .executeTakeFirst()
  return { address: null, ward_code: null, email: null, ...subject, ...account }
}
