import * as v from 'valibot'
import { DeclarationRequest } from '../../../../core/api/registration-contract.ts'
import { parseWrittenDate } from '../../../../core/dates/partial-date.ts'
import { compact, readPhone } from './registration-checks.ts'
import type { RegistrationValues } from './registration-form.ts'

const Declaration = v.omit(DeclarationRequest, ['pictures'])

export type Declaration = v.InferOutput<typeof Declaration>

/** The declaration of what was filled in, in the form of the contract; undefined while something is missing or wrong. */
export function toDeclaration(values: RegistrationValues): Declaration | undefined {
  const issuedOn = toIso(values.issuedOn)
  const email = values.email.trim()
  const [nationality, ethnicity] = [oneLine(values.nationality), oneLine(values.ethnicity)]
  const declaration = v.safeParse(Declaration, {
    number: compact(values.number),
    fullName: oneLine(values.fullName),
    dateOfBirth: toIso(values.dateOfBirth),
    sex: values.sex,
    ...(nationality && { nationality }),
    ...(ethnicity && { ethnicity }),
    identity: {
      kind: values.identityKind,
      number: compact(values.identityNumber),
      ...(issuedOn && { issuedOn }),
    },
    address: oneLine(values.houseLine) || oneLine(values.address),
    wardCode: values.wardCode,
    provinceCode: values.provinceCode,
    phone: readPhone(values.phone),
    ...(email && { email }),
    officeCode: values.officeCode,
    mailDeclaration: email !== '' && values.mailDeclaration === 'yes',
    phoneProof: values.phoneProof,
  })
  return declaration.success ? declaration.output : undefined
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().normalize('NFC')
}

function toIso(written: string): string | undefined {
  const date = parseWrittenDate(written)
  return date.ok ? date.value : undefined
}
