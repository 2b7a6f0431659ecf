import type { AccountTexts } from './vi.ts'

export const koAccount: AccountTexts = {
  'account.title': '계정',
  'leave.signOutTitle': '이 기기에서 로그아웃할까요?',
  'leave.signOutDeletes':
    '이 기기에서 사회보험 기관이 발급한 카드, 가입 이력, 실시간 코드, 임시 저장 내용과 사본이 지워집니다.',
  'leave.keepsCards': '이 기기에 남는 것: 본인 신고 카드 {count}장.',
  'leave.keepsAccount':
    '사회보험 기관의 계정과 데이터는 그대로입니다. 네트워크가 있으면 언제든 다시 로그인할 수 있습니다.',
  'leave.offline':
    '네트워크가 없습니다. 기기의 데이터는 바로 지워지고, 다음에 네트워크가 있을 때 앱을 열면 사회보험 기관의 로그인도 종료됩니다.',
  'leave.signOutConfirm': '지우고 로그아웃',
  'leave.eraseTitle': '이 기기의 모든 내용을 지울까요?',
  'leave.eraseDeletes':
    '이 기기에서 모든 카드, 가입 이력, 임시 저장 내용, 전송 대기 내용, 키와 설정이 지워집니다.',
  'leave.eraseCards': '본인 신고 카드 {count}장도 지워집니다. 이 기기에만 있어 되찾을 수 없습니다.',
  'leave.eraseKeeps':
    '남는 것: 사회보험 기관의 계정, 그리고 추가하셨다면 기기의 비밀번호 설정에 있는 패스키.',
  'leave.eraseConfirm': '모두 지우기',
  'leave.working': '지우는 중…',
  'leave.failed': '기기의 데이터를 지우지 못했습니다. 다시 시도하세요.',
}
