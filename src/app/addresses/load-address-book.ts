import { type AddressBook, createAddressBook } from '../../core/address/address-book.ts'
import { addressFile } from '../service-worker/offline-data-files.ts'

let loading: Promise<AddressBook | undefined> | undefined

/** The address book; undefined where it could not be loaded, and tried again at the next call. */
export function loadAddressBook(): Promise<AddressBook | undefined> {
  loading ??= fetchAddressBook().catch(() => undefined)
  return loading.then((book) => {
    if (!book) loading = undefined
    return book
  })
}

async function fetchAddressBook(): Promise<AddressBook | undefined> {
  const response = await fetch(addressFile.path)
  if (!response.ok) return undefined
  const book = createAddressBook(await response.text())
  return book.ok ? book.value : undefined
}
