import { createErrorText } from '../ui/components/error-text.tsx'
import { tOfficeUi } from './office-texts.ts'

export const OfficeErrorText = createErrorText(tOfficeUi)
