import { useEffect, useState } from 'preact/hooks'
import type { DeclarationReceipt } from '../../../../core/api/registration-contract.ts'
import { verbatim } from '../../../../i18n/verbatim.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { labelOf } from '../form/describe-error.ts'
import { type Described, describeValues } from '../form/describe-values.ts'
import type { RegistrationValues } from '../form/registration-form.ts'

/** The declaration on paper: what form TK1-TS asks, and the file number. Seen in print only. */
export function DeclarationSheet({
  values,
  receipt,
}: {
  values: RegistrationValues
  receipt: DeclarationReceipt
}) {
  const [groups, setGroups] = useState<readonly Described[]>([])
  useEffect(() => {
    void describeValues(values).then(setGroups)
  }, [values])
  return (
    <section class="sheet-of-paper">
      <h2>{tRegistration('sheet.title')}</h2>
      <p {...verbatim}>{tRegistration('sheet.file', { number: receipt.fileNumber })}</p>
      <table aria-label={tRegistration('sheet.title')}>
        <tbody>
          {groups.flatMap(({ rows }) =>
            rows.map(({ field, value }) => (
              <tr key={field}>
                <th scope="row">{labelOf(field)}</th>
                <td {...verbatim}>{value}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p>{tRegistration('sheet.signature')}</p>
    </section>
  )
}
