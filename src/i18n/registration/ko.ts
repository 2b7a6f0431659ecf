import type { RegistrationTexts } from './vi.ts'

export const koRegistration: RegistrationTexts = {
  'registration.title': '계정 등록',
}
