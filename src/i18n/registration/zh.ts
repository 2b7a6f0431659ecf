import type { RegistrationTexts } from './vi.ts'

export const zhRegistration: RegistrationTexts = {
  'registration.title': '注册账户',
}
