import * as v from 'valibot'
import { DeclarationRequest } from '../../../../core/api/registration-contract.ts'
import { parseWrittenDate } from '../../../../core/dates/partial-date.ts'
import { cleanTyped } from '../../../../core/qr/safe-text.ts'
import type { Language } from '../../../../i18n/languages.ts'
import { compact, readPhone } from './registration-checks.ts'
import type { RegistrationValues } from './registration-form.ts'

const Declaration = v.omit(DeclarationRequest, ['pictures'])

export type Declaration = v.InferOutput<typeof Declaration>

/**
 * The declaration of what was filled in, in the form of the contract; undefined while something is missing or
 * wrong. With the language to write in.
 */
export function toDeclaration(values: RegistrationValues, language?: Language): Declaration | undefined {
  const issuedOn = toIso(values.issuedOn)
  const email = cleanTyped(values.email)
  const [nationality, ethnicity] = [cleanTyped(values.nationality), cleanTyped(values.ethnicity)]
  const declaration = v.safeParse(Declaration, {
    number: compact(values.number),
    fullName: cleanTyped(values.fullName),
    dateOfBirth: toIso(values.dateOfBirth),
    sex: values.sex,
    ...(nationality && { nationality }),
    ...(ethnicity && { ethnicity }),
    identity: {
      kind: values.identityKind,
      number: compact(values.identityNumber),
      ...(issuedOn && { issuedOn }),
    },
    address: cleanTyped(values.houseLine) || cleanTyped(values.address),
    wardCode: values.wardCode,
    provinceCode: values.provinceCode,
    phone: readPhone(values.phone),
    ...(email && { email }),
    officeCode: values.officeCode,
    mailDeclaration: email !== '' && values.mailDeclaration === 'yes',
    phoneProof: values.phoneProof,
    ...(language && { language }),
  })
  return declaration.success ? declaration.output : undefined
}

function toIso(written: string): string | undefined {
  const date = parseWrittenDate(written)
  return date.ok ? date.value : undefined
}
