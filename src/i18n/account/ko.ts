import type { AccountTexts } from './vi.ts'

export const koAccount: AccountTexts = {
  'account.title': '계정',
}
