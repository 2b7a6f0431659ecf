import type { AccountTexts } from './vi.ts'

export const zhAccount: AccountTexts = {
  'account.title': '账户',
  'leave.signOutTitle': '在本设备上退出登录？',
  'leave.signOutDeletes': '本设备将删除：社会保险机构签发的卡片、参保记录、动态码、草稿和副本。',
  'leave.keepsCards': '本设备上保留：{count} 张自行申报的卡片。',
  'leave.keepsAccount': '社会保险机构的账户和数据不受影响。有网络时可随时重新登录。',
  'leave.offline': '当前没有网络：设备上的数据会立即删除。下次联网打开时，将一并结束在社会保险机构的登录。',
  'leave.signOutConfirm': '删除并退出',
  'leave.eraseTitle': '清除本设备上的全部内容？',
  'leave.eraseDeletes': '本设备将删除所有卡片、参保记录、草稿、待发送内容、密钥和设置。',
  'leave.eraseCards': '{count} 张自行申报的卡片也会删除。它们只保存在本设备上，无法找回。',
  'leave.eraseKeeps': '保留：社会保险机构的账户，以及设备密码设置中的通行密钥（如已添加）。',
  'leave.eraseConfirm': '全部清除',
  'leave.working': '正在删除…',
  'leave.failed': '未能删除设备上的数据。请重试。',
}
