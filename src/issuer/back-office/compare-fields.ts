import { comparedFields, type DeclarationView } from '../../core/api/back-office-contract.ts'
import { findWardName } from '../branches/wards.ts'
import type { DeclarationRow, PersonRow } from '../db/schema.ts'

type Field = (typeof comparedFields)[number]

/** What the registry knows of a person that can be held against a declaration. */
export type Registered = Pick<
  PersonRow,
  'full_name' | 'date_of_birth' | 'sex' | 'bhxh_code' | 'personal_id' | 'phone'
>

/** Whether the number of the document is the personal number itself. */
export function carriesPersonalNumber({
  kind,
  number,
}: {
  kind: DeclarationRow['identity_kind']
  number: string
}): boolean {
  return kind === 'cccd' || kind === 'can-cuoc' || (kind === 'cmnd' && number.length === 12)
}

/** Every declared field beside what the registry says. */
export function compareFields(
  declaration: DeclarationRow,
  registered: Registered | undefined,
): DeclarationView['fields'] {
  const declared = describeDeclared(declaration)
  const known: Partial<Record<Field, string | null>> = registered
    ? {
        bhxhCode: registered.bhxh_code,
        personalId: registered.personal_id,
        fullName: registered.full_name,
        dateOfBirth: registered.date_of_birth,
        sex: registered.sex,
        phone: registered.phone,
        ...(carriesPersonalNumber({
          kind: declaration.identity_kind,
          number: declaration.identity_number,
        }) && { identityNumber: registered.personal_id }),
      }
    : {}
  return comparedFields.map((field) => {
    const [left, right] = [declared[field], known[field] ?? null]
    const isSame = left !== null && right !== null && agrees(field, left, right)
    return {
      field,
      declared: left,
      registry: right,
      verdict: left === null || right === null ? 'missing' : isSame ? 'same' : 'different',
    }
  })
}

function describeDeclared(declaration: DeclarationRow): Record<Field, string | null> {
  const { number, identity_kind: kind, identity_number: identity } = declaration
  const place = findWardName(declaration.ward_code)
  const personalId = number.length === 12 ? number : null
  return {
    bhxhCode: number.length === 10 ? number : null,
    personalId: personalId ?? (carriesPersonalNumber({ kind, number: identity }) ? identity : null),
    fullName: declaration.full_name,
    dateOfBirth: declaration.date_of_birth,
    sex: declaration.sex,
    nationality: declaration.nationality,
    ethnicity: declaration.ethnicity,
    identityKind: kind,
    identityNumber: identity,
    identityIssuedOn: declaration.identity_issued_on,
    address: declaration.address,
    ward: place?.ward ?? declaration.ward_code,
    province: place?.province ?? declaration.province_code,
    phone: declaration.phone,
    email: declaration.email,
  }
}

/** Of a day of birth the registry may know the year alone. */
function agrees(field: Field, declared: string, registered: string): boolean {
  if (field === 'dateOfBirth' && declared.startsWith(`${registered}-`)) return true
  return toComparable(declared) === toComparable(registered)
}

/**
 * Marks count: a name without them is another one to whoever compares it with a document. Case and blanks do
 * not.
 */
function toComparable(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()
}
