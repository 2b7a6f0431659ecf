import { viOffice } from '../../../i18n/office/vi.ts'
import { createTranslate } from '../../../i18n/translate.ts'

/** A text of the officers' page by its key. */
export const sayOffice = createTranslate(viOffice)

/** A moment (Unix seconds) as officers write it: dd/MM/yyyy HH:mm. */
export function formatMoment(unixSeconds: number): string {
  return new Intl.DateTimeFormat('vi-VN', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(unixSeconds * 1000)
}
