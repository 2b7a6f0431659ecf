import { useEffect, useState } from 'preact/hooks'
import { loadAddressBook } from '../../addresses/load-address-book.ts'

/** The names of wards, with commas between; empty until they are there. */
export function useWardNames(codes: readonly string[] | undefined): string {
  const [names, setNames] = useState('')
  useEffect(() => {
    let isGone = false
    void loadAddressBook().then((book) => {
      const wards = book?.provinces.flatMap((province) => province.wards) ?? []
      const named = wards.filter(({ code }) => codes?.includes(code)).map(({ name }) => name)
      if (!isGone) setNames(named.join(', '))
    })
    return () => {
      isGone = true
    }
  }, [codes])
  return names
}
