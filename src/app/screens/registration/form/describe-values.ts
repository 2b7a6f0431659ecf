import { identityKinds } from '../../../../core/api/registration-contract.ts'
import { cleanTyped } from '../../../../core/qr/safe-text.ts'
import { findWard } from '../../../addresses/find-ward.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { loadOffices } from '../use-offices.ts'
import { compact, readPhone } from './registration-checks.ts'
import type { RegistrationValues, registrationFields } from './registration-form.ts'

type Field = (typeof registrationFields)[number]

/** The fields of one page, as a person reads them. */
export type Described<Page extends string = string> = {
  readonly page: Page & ('person' | 'identity' | 'address' | 'contact' | 'office')
  readonly rows: readonly { readonly field: Field; readonly value: string }[]
}

/** What was filled in, page by page, in words. */
export async function describeValues(values: RegistrationValues): Promise<Described<Described['page']>[]> {
  const [ward, offices] = await Promise.all([findWard(values.wardCode), loadOffices()])
  const office = offices?.find(({ code }) => code === values.officeCode)
  const kind = identityKinds.find((each) => each === values.identityKind)
  const sex = values.sex === 'male' || values.sex === 'female' ? tUi(`details.${values.sex}`) : ''
  const email = cleanTyped(values.email)
  const row = (field: Field, value: string = values[field].trim()) => ({ field, value })
  return [
    {
      page: 'person',
      rows: [
        row('number', compact(values.number)),
        row('fullName'),
        row('dateOfBirth'),
        row('sex', sex),
        row('nationality'),
        row('ethnicity'),
      ],
    },
    {
      page: 'identity',
      rows: [
        row('identityKind', kind ? tRegistration(`identity.${kind}`) : ''),
        row('identityNumber', compact(values.identityNumber)),
        row('issuedOn'),
      ],
    },
    {
      page: 'address',
      rows: [
        row('address', values.houseLine.trim() || values.address.trim()),
        row('wardCode', ward ? `${ward.name}, ${ward.province.name}` : values.wardCode),
      ],
    },
    { page: 'contact', rows: [row('phone', readPhone(values.phone) ?? values.phone), row('email', email)] },
    {
      page: 'office',
      rows: [
        row('officeCode', office?.name ?? values.officeCode),
        ...(email === ''
          ? []
          : [
              row(
                'mailDeclaration',
                tRegistration(values.mailDeclaration === 'yes' ? 'answer.yes' : 'answer.no'),
              ),
            ]),
      ],
    },
  ]
}
