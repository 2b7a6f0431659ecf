import type { OfficeTextKey } from '../i18n/keys.ts'
import viOffice from '../i18n/vi/office.json'
import viUi from '../i18n/vi/ui.json'
import { addTexts, translateArea } from '../ui/texts/page-texts.ts'

addTexts('vi', 'office', viOffice)
addTexts('vi', 'ui', viUi)

/** A text of the officers' page by its key. */
export const tOffice = translateArea<typeof viOffice>('vi', 'office')

/** A text that several pages speak, by its key. */
export const tOfficeUi = translateArea<typeof viUi>('vi', 'ui')

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
