import { createErrorText } from '../../ui/components/error-text.tsx'
import { tApp } from '../texts/app-texts.ts'

export const ErrorText = createErrorText(tApp)
