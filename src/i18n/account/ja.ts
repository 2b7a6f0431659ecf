import type { AccountTexts } from './vi.ts'

export const jaAccount: AccountTexts = {
  'account.title': 'アカウント',
  'leave.signOutTitle': 'この端末からログアウトしますか',
  'leave.signOutDeletes':
    'この端末から、社会保険事務所が発行したカード、加入履歴、動的コード、下書きと控えが消えます。',
  'leave.keepsCards': 'この端末に残るもの：自己申告のカード {count} 枚。',
  'leave.keepsAccount':
    '社会保険事務所のアカウントとデータは変わりません。接続があればいつでもログインし直せます。',
  'leave.offline':
    '接続がありません。端末のデータはすぐに消えます。次に接続がある状態で開いたときに、社会保険事務所側のログインも終了します。',
  'leave.signOutConfirm': '消してログアウト',
  'leave.eraseTitle': 'この端末のすべてを消しますか',
  'leave.eraseDeletes':
    'この端末から、すべてのカード、加入履歴、下書き、送信待ちの内容、鍵と設定が消えます。',
  'leave.eraseCards': '自己申告のカード {count} 枚も消えます。この端末にしかないため、取り戻せません。',
  'leave.eraseKeeps':
    '残るもの：社会保険事務所のアカウントと、追加した場合は端末のパスワード設定にあるパスキー。',
  'leave.eraseConfirm': 'すべて消す',
  'leave.working': '消しています…',
  'leave.failed': '端末のデータを消せませんでした。もう一度お試しください。',
}
