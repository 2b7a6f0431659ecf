import { useEffect, useState } from 'preact/hooks'
import type { AddressBook } from '../../core/address/address-book.ts'
import { loadAddressBook } from './load-address-book.ts'

/** The address book once it is there; `failed` where it could not be loaded, until `retry`. */
export function useAddressBook(): { book?: AddressBook; failed: boolean; retry: () => void } {
  const [state, setState] = useState<{ book?: AddressBook; failed: boolean }>({ failed: false })
  const load = () => {
    setState({ failed: false })
    void loadAddressBook().then((book) => setState(book ? { book, failed: false } : { failed: true }))
  }
  useEffect(load, [])
  return { ...state, retry: load }
}
