import type { Language } from '../languages.ts'

/**
 * What a notification says: nothing of a person, because others see it too. `expiry` where a card runs out, `other` for the other
 * reminders.
 */
export const notices: Readonly<Record<Language, { expiry: string; other: string; open: string }>> = {
  vi: {
    expiry: 'Thẻ BHYT sắp hết hạn',
    other: 'Ví BHYT có lời nhắc',
    open: 'Mở ví để xem.',
  },
  en: {
    expiry: 'Health insurance card expires soon',
    other: 'A reminder from Ví BHYT',
    open: 'Open the wallet to see it.',
  },
  ko: {
    expiry: '건강보험증이 곧 만료됩니다',
    other: 'Ví BHYT 알림',
    open: 'Ví BHYT를 열어 확인하세요.',
  },
  zh: {
    expiry: '医保卡即将到期',
    other: 'Ví BHYT 提醒',
    open: '请打开卡包查看。',
  },
  ja: {
    expiry: '健康保険証の有効期限が近づいています',
    other: 'Ví BHYT からのお知らせ',
    open: 'Ví BHYT を開いてご確認ください。',
  },
}
