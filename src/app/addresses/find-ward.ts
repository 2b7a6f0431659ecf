import type { Ward } from '../../core/address/address-table.ts'
import { loadAddressBook } from './load-address-book.ts'

/** Today's ward of a code; undefined for an unknown one, and where the address book cannot be loaded. */
export async function findWard(wardCode: string): Promise<Ward | undefined> {
  const book = await loadAddressBook()
  return book?.provinces.flatMap(({ wards }) => wards).find(({ code }) => code === wardCode)
}

/** The code of a ward's province; empty for an unknown one. */
export async function provinceOfWard(wardCode: string): Promise<string> {
  return (await findWard(wardCode))?.province.code ?? ''
}
