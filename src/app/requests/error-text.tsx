import { createErrorText } from '../../ui/components/error-text.tsx'
import { tUi } from '../texts/ui-texts.ts'

export const ErrorText = createErrorText(tUi)
