import type { DeclarationRequest } from '../../core/api/registration-contract.ts'
import { parsePartialDate } from '../../core/dates/partial-date.ts'
import { findWardName } from '../branches/wards.ts'

type Field = keyof DeclarationRequest

/**
 * What the forms of the single fields do not tell: the names of fields that cannot be so, or not together.
 */
export function findDeclarationErrors(declaration: DeclarationRequest, today: string): Field[] {
  const { number, dateOfBirth, identity, wardCode, provinceCode, email, mailDeclaration } = declaration
  const isPast = (date: string) => parsePartialDate(date).ok && date <= today
  const checks: readonly (readonly [Field, boolean])[] = [
    ['dateOfBirth', isPast(dateOfBirth) && dateOfBirth >= '1900'],
    ['identity', hasIdentityForm(identity, number) && isPast(identity.issuedOn ?? today)],
    ['wardCode', findWardName(wardCode)?.provinceCode === provinceCode],
    ['email', email !== undefined || !mailDeclaration],
  ]
  return checks.filter(([, isRight]) => !isRight).map(([field]) => field)
}

/** A chip card carries the personal number itself; older ones have 9 or 12 digits. */
function hasIdentityForm(identity: DeclarationRequest['identity'], number: string): boolean {
  switch (identity.kind) {
    case 'cccd':
    case 'can-cuoc':
      return /^\d{12}$/.test(identity.number) && (number.length !== 12 || number === identity.number)
    case 'cmnd':
      return /^(\d{9}|\d{12})$/.test(identity.number)
    case 'passport':
      return /^[A-Z0-9]{6,12}$/.test(identity.number)
  }
}
