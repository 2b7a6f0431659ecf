import type { AccountTexts } from './vi.ts'

export const zhAccount: AccountTexts = {
  'account.title': '账户',
}
