import { type OfficeTextKey, viOffice } from '../i18n/office/vi.ts'
import { createTranslate } from '../i18n/translate.ts'

/** A text of the officers' page by its key. */
export const tOffice = createTranslate(viOffice)

/** Whether there is a text of this key. */
export function isOfficeTextKey(key: string): key is OfficeTextKey {
  return Object.hasOwn(viOffice, key)
}

/** A moment (Unix seconds) as officers write it: dd/MM/yyyy HH:mm. */
export function formatOfficeTime(unixSeconds: number): string {
  const moment = new Date(unixSeconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [two(moment.getDate()), two(moment.getMonth() + 1), moment.getFullYear()].join('/')
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`
}
