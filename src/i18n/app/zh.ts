import { enApp } from './en.ts'
import type { AppTexts } from './vi.ts'

export const zhApp: AppTexts = { ...enApp }
