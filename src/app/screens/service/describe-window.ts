import type { WindowState } from '../../../core/services/window.ts'
import type { Language } from '../../../i18n/languages.ts'
import { writeSpan } from '../../../i18n/written-forms.ts'
import { tService } from '../../texts/service-texts.ts'

/** In which days a service is open, now or next. */
export function describeWindow({ isOpen, from, to }: WindowState, language: Language): string {
  return tService(isOpen ? 'window.open' : 'window.closed', { span: writeSpan(from, to, language) })
}
