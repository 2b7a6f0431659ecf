/** Lower case without Vietnamese (or any other combining) marks: `Đặng` and `dang` are alike. */
export function stripMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐðÐ]/g, 'd')
    .toLowerCase()
}
