import { viApp } from '../i18n/app/vi.ts'
import { createTranslate } from '../i18n/translate.ts'
import { createErrorText } from '../ui/components/error-text.tsx'

export const ErrorText = createErrorText(createTranslate(viApp))
