import { useEffect, useId, useState } from 'preact/hooks'
import type { AddressCandidate, AddressMatch } from '../../core/address/address-book.ts'
import { tUi } from '../texts/ui-texts.ts'
import { loadAddressBook } from './load-address-book.ts'

type WardChoiceProps = {
  /** As written on the card or typed. */
  address: string
  /** Code of the chosen ward, empty while none is. */
  ward: string
  /** `houseLine` is what stands before the ward in the address. Called again when the address changes. */
  onChoose: (wardCode: string, houseLine: string) => void
}

/** Typing goes on this long, in milliseconds, before an address is looked up. */
const LOOK_UP_AFTER = 400

/**
 * Today's ward of an address: said when it is certain, a choice when the old ward was divided or something
 * had to be guessed.
 */
export function WardChoice({ address, ward, onChoose }: WardChoiceProps) {
  const id = useId()
  const match = useAddressMatch(address)
  const candidates = match?.candidates ?? []
  const [only] = candidates
  useEffect(() => {
    if (!match) return
    const isKnown = candidates.some(({ wardCode }) => wardCode === ward)
    if (match.certain && only) onChoose(only.wardCode, match.houseLine)
    else if (isKnown || ward !== '') onChoose(isKnown ? ward : '', match.houseLine)
  }, [match])
  if (!match) return null
  if (!only) return <p class="small">{tUi('details.wardUnknown')}</p>
  if (match.certain) {
    return <p class="right">{tUi('details.wardIs', { ward: `${only.wardName}, ${only.provinceName}` })}</p>
  }
  return (
    <div class="ward">
      <label for={id}>{tUi('details.ward')}</label>
      <p class="small" id={`${id}-about`}>
        {tUi('details.wardChoose')}
      </p>
      <select
        id={id}
        aria-describedby={`${id}-about`}
        value={ward}
        onChange={(event) => onChoose(event.currentTarget.value, match.houseLine)}
      >
        <option value="">{tUi('details.wardPick')}</option>
        {candidates.map((candidate) => (
          <option key={candidate.wardCode} value={candidate.wardCode}>
            {nameOf(candidate)}
          </option>
        ))}
      </select>
    </div>
  )
}

function nameOf({ wardName, provinceName }: AddressCandidate): string {
  return `${wardName}, ${provinceName}`
}

/** What the address book says; undefined until it has, and for an empty address. */
function useAddressMatch(address: string): AddressMatch | undefined {
  const [match, setMatch] = useState<AddressMatch>()
  useEffect(() => {
    let isOutdated = false
    const timer = setTimeout(async () => {
      const book = address.trim() === '' ? undefined : await loadAddressBook()
      if (!isOutdated) setMatch(book?.mapAddress(address))
    }, LOOK_UP_AFTER)
    return () => {
      isOutdated = true
      clearTimeout(timer)
    }
  }, [address])
  return match
}
