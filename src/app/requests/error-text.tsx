import { createErrorText } from '../../ui/components/error-text.tsx'
import { say } from '../texts/app-texts.ts'

export const ErrorText = createErrorText(say)
