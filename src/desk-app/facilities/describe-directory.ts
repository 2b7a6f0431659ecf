import type { TranslateDesk } from '../desk-texts.ts'
import { writeDeskDate } from '../results/describe-answer.ts'
import type { FacilityDirectory } from './facility-directory.ts'

/** Where the names come from, and how old they are. */
export function describeDirectory({ signed }: FacilityDirectory, t: TranslateDesk): string {
  if (!signed) return t('facility.listNote')
  const { asOf, isOld } = signed
  return t(isOld ? 'facility.listOld' : 'facility.listSigned', { date: writeDeskDate(asOf) })
}
