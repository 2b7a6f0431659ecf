import { createErrorText } from '../ui/components/error-text.tsx'
import { tUi } from './office-texts.ts'

export const ErrorText = createErrorText(tUi)
