import { createErrorText } from '../../ui/components/error-text.tsx'
import { say } from '../app-texts.ts'

export const ErrorText = createErrorText(say)
