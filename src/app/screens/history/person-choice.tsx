import { isUnnamed } from '../../../core/unnamed.ts'
import type { PersonHistory } from '../../../wallet/load-history.ts'
import { sayHistory } from '../../history-texts.ts'

type PersonChoiceProps = {
  people: readonly PersonHistory[]
  person: PersonHistory
  onChoose: (personId: string) => void
}

/** Whose history is shown, where the family has several. */
export function PersonChoice({ people, person, onChoose }: PersonChoiceProps) {
  if (people.length < 2) return null
  return (
    <label class="pick">
      <span>{sayHistory('history.whose')}</span>
      <select value={person.personId} onChange={(event) => onChoose(event.currentTarget.value)}>
        {people.map((one) => (
          <option key={one.personId} value={one.personId}>
            {namePerson(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

function namePerson({ relation, history }: PersonHistory): string {
  const known = isUnnamed(relation) ? 'other' : relation
  return `${sayHistory(`relation.${known}`)}: ${history.holder.fullName}`
}
