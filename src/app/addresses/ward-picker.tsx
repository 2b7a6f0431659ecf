import { useId, useState } from 'preact/hooks'
import { findWards } from '../../core/address/address-book.ts'
import type { Province } from '../../core/address/address-table.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { tUi } from '../texts/ui-texts.ts'
import { useAddressBook } from './use-address-book.ts'

type WardPickerProps = {
  /** Two digits, empty while none is chosen. */
  province: string
  /** Five digits, empty while none is chosen. */
  ward: string
  onChoose: (chosen: { province: string; ward: string }) => void
}

/** So many wards are offered at once; a few letters find the others. */
const MOST_OFFERED = 6

/**
 * Today's province and ward, chosen by hand: the province from a list, the ward by a few letters of its name.
 */
export function WardPicker({ province, ward, onChoose }: WardPickerProps) {
  const id = useId()
  const { book, failed, retry } = useAddressBook()
  if (failed) {
    return (
      <div class="notice" role="alert">
        <p>{tUi('ward.failed')}</p>
        <button type="button" class="plain" onClick={retry}>
          {tUi('scan.retry')}
        </button>
      </div>
    )
  }
  if (!book) return <p class="small">{tUi('ward.loading')}</p>
  const chosen = book.provinces.find(({ code }) => code === province)
  return (
    <div class="ward">
      <label for={id}>{tUi('ward.province')}</label>
      <select
        id={id}
        value={province}
        onChange={(event) => onChoose({ province: event.currentTarget.value, ward: '' })}
      >
        <option value="">{tUi('ward.pickProvince')}</option>
        {[...book.provinces].sort(byName).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      {chosen && (
        <WardList
          key={province}
          province={chosen}
          ward={ward}
          onChoose={(code) => onChoose({ province, ward: code })}
        />
      )}
    </div>
  )
}

function byName(one: Province, other: Province): number {
  return bareName(one).localeCompare(bareName(other), 'vi')
}

function bareName({ name }: Province): string {
  return name.replace(/^(Thành phố|Tỉnh) /, '')
}

type WardListProps = { province: Province; ward: string; onChoose: (code: string) => void }

function WardList({ province, ward, onChoose }: WardListProps) {
  const id = useId()
  const [letters, setLetters] = useState('')
  const found = findWards(province, letters)
  const chosen = province.wards.find(({ code }) => code === ward)
  const offered = found.slice(0, MOST_OFFERED)
  if (chosen && !offered.includes(chosen)) offered.unshift(chosen)
  return (
    <>
      <TextField
        name="ward-search"
        label={tUi('ward.search')}
        value={letters}
        onChange={setLetters}
        onEnter={() => {
          const [only, second] = found
          if (only && !second) onChoose(only.code)
        }}
      />
      <fieldset class="options">
        <legend class="unseen">{tUi('details.ward')}</legend>
        {offered.map(({ code, name }) => (
          <label key={code}>
            <input type="radio" name={`${id}-ward`} checked={code === ward} onChange={() => onChoose(code)} />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <p class="small" role="status">
        {found.length === 0
          ? tUi('ward.none')
          : found.length > MOST_OFFERED && tUi('ward.more', { count: found.length - MOST_OFFERED })}
      </p>
    </>
  )
}
